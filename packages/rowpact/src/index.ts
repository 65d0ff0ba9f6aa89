export type { RowpactOptions } from './options.js';
export { carryOut, checkOnly } from './carry-out.js';
export type { Plan, PlannedChange } from './plan.js';
export { planSnapshot } from './snapshot.js';
export { planGenerate } from './generate.js';
export { listMigrations } from './migrations.js';
export { describe } from './describe.js';
export { exitCode, FailureError, type Failure, type Finding, type Report } from '@rowpact/model';
