import { describe } from 'vitest';
import { casesFolder, testFindingCases } from '../testing/finding-cases.js';
import { findKyselyChains } from './find-chains.js';

describe('chains of Kysely', () => {
  testFindingCases(casesFolder('kysely'), findKyselyChains);
});
