import { partsOf, type EnumType } from '@rowpact/model';
import { displayName } from '@rowpact/model';
import type { Announcements } from './announcements.js';
import { codeSpan, docComment } from './doc-comment.js';
import {
  AliasDeclarationNode,
  ExportStatementNode,
  LiteralNode,
  UnionExpressionNode,
  type ExpressionNode,
} from './kysely-codegen.js';
import { fits } from './line-width.js';
import { NEVER } from './nodes.js';
import { PRETTIER_IGNORE, type RowSerializer } from './row-serializer.js';
import { textLiteral } from './text-literal.js';
import { typeNameOf, valuesNameOf } from './type-names.js';

/** An enum as a union of its labels, and the labels as a tuple, both in the enum's own order. */
export function enumDeclarations(
  type: EnumType,
  serializer: RowSerializer,
  { labels }: Pick<Announcements, 'labels'>,
): string {
  const name = typeNameOf(partsOf(type.id));
  const what = codeSpan(displayName(type.id));
  return [
    docComment(type.comment, `The labels of the enum ${what}.`, '', { deprecated: null, notes: labels(type.id) }),
    unionDeclaration(name, type.labels, serializer),
    '\n',
    docComment(null, `The labels of ${what} in their order in the database.`, ''),
    tupleDeclaration(valuesNameOf(name), type.labels),
  ].join('');
}

function unionDeclaration(name: string, labels: readonly string[], serializer: RowSerializer): string {
  const body = labelUnion(labels);
  const declaration = serializer.serializeExportStatement(
    new ExportStatementNode(new AliasDeclarationNode(name, body)),
  );
  const flat = serializer.flat(body);
  const fitsInOneLine = fits(`export type ${name} = ${flat};`) === true;
  // Versions of prettier disagree about a union that fits in the line after the equals sign.
  const isFinal = fitsInOneLine || (labels.length > 1 && fits(`  ${flat};`) === false);
  return `${isFinal ? '' : `${PRETTIER_IGNORE}\n`}${declaration}\n`;
}

function labelUnion(labels: readonly string[]): ExpressionNode {
  const literals = labels.map((label) => new LiteralNode(label));
  const [only] = literals;
  if (!only) return NEVER;
  return literals.length === 1 ? only : new UnionExpressionNode(literals);
}

function tupleDeclaration(name: string, labels: readonly string[]): string {
  const literals = labels.map(textLiteral);
  const head = `export const ${name} = [`;
  const flat = `${head}${literals.join(', ')}] as const;`;
  if (fits(flat) === true) return `${flat}\n`;
  const isFinal = fits(flat) === false && fits(head) === true && literals.length > 0;
  const lines = literals.map((literal) => `  ${literal},\n`).join('');
  return `${isFinal ? '' : `${PRETTIER_IGNORE}\n`}${head}\n${lines}] as const;\n`;
}
