import { loadSerializer } from './load-serializer.js';

/**
 * The one door to kysely-codegen. It takes single files of its build: the package's main file loads every dialect, its
 * command line, `kysely` and `typescript` (which it does not declare, so our package.json does). Taking files is safe only
 * because package.json pins the exact version.
 */
export { AliasDeclarationNode } from 'kysely-codegen/dist/generator/ast/alias-declaration-node.js';
export { ArrayExpressionNode } from 'kysely-codegen/dist/generator/ast/array-expression-node.js';
export { ColumnTypeNode } from 'kysely-codegen/dist/generator/ast/column-type-node.js';
export { ExportStatementNode } from 'kysely-codegen/dist/generator/ast/export-statement-node.js';
export { GenericExpressionNode } from 'kysely-codegen/dist/generator/ast/generic-expression-node.js';
export { IdentifierNode } from 'kysely-codegen/dist/generator/ast/identifier-node.js';
export { ImportClauseNode } from 'kysely-codegen/dist/generator/ast/import-clause-node.js';
export { ImportStatementNode } from 'kysely-codegen/dist/generator/ast/import-statement-node.js';
export { InterfaceDeclarationNode } from 'kysely-codegen/dist/generator/ast/interface-declaration-node.js';
export { LiteralNode } from 'kysely-codegen/dist/generator/ast/literal-node.js';
export { ObjectExpressionNode } from 'kysely-codegen/dist/generator/ast/object-expression-node.js';
export { PropertyNode } from 'kysely-codegen/dist/generator/ast/property-node.js';
export { RawExpressionNode } from 'kysely-codegen/dist/generator/ast/raw-expression-node.js';
export { UnionExpressionNode } from 'kysely-codegen/dist/generator/ast/union-expression-node.js';
export { PostgresAdapter } from 'kysely-codegen/dist/generator/dialects/postgres/postgres-adapter.js';
export type { ExpressionNode } from 'kysely-codegen/dist/generator/ast/expression-node.js';
export type { StatementNode } from 'kysely-codegen/dist/generator/ast/statement-node.js';

export const { TypeScriptSerializer } = loadSerializer();
