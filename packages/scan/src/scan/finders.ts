import { findCalls } from '../caller/find-calls.js';
import { findDrizzle } from '../drizzle/find-tables.js';
import { findKyselyChains } from '../kysely/find-chains.js';
import type { FindInModule } from '../module/source-module.js';

/** Everything that looks for SQL in a module. What two of them find at one place counts once. */
export const FINDERS: readonly FindInModule[] = [findCalls, findKyselyChains, findDrizzle];
