export { describeRows, type RowShape } from './describe-rows.js';
export * from './generated-module.js';
export { generateModule } from './generate-module.js';
export { generateQueries, isQueriesModule, type QueriesModule } from './queries/generate-queries.js';
export type * from './queries/typed-query.js';
export { isNameOfStatements } from './statements/declarations.js';
export { generateStatements } from './statements/generate-statements.js';
export type * from './statements/typed-statement.js';
