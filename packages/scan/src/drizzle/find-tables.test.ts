import { describe } from 'vitest';
import { casesFolder, testFindingCases } from '../testing/finding-cases.js';
import { findDrizzle } from './find-tables.js';

describe('tables of Drizzle', () => {
  testFindingCases(casesFolder('drizzle'), findDrizzle);
});
