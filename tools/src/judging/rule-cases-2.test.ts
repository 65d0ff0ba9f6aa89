import { testRuleCases } from './testing/rule-cases.js';

testRuleCases(1);
