import { type AnalysedStatement, byCodeUnit } from '@rowpact/model';
import { docComment } from '../doc-comment.js';
import { textLiteral } from '../text-literal.js';
import { answeredRow, type EntryWriter } from './statement-entries.js';
import type { NamedRow, RowVerdict } from './typed-statement.js';

/**
 * The types that calls name as that of their rows, sorted by name. Aliases and no interfaces: some drivers want a
 * `Record<string, unknown>`, which no interface is.
 */
export function namedRows(rows: readonly NamedRow[], writer: EntryWriter): string {
  const sorted = [...rows].sort((left, right) => byCodeUnit(left.name, right.name));
  return sorted
    .map(({ name, readBy, verdict }) => {
      const doc = docComment(null, `A row that ${readBy.join(' and ')} read${readBy.length > 1 ? '' : 's'}.`, '');
      return `\n${doc}// prettier-ignore\nexport type ${name} = ${bodyOf(verdict, writer)};\n`;
    })
    .join('');
}

function bodyOf(verdict: RowVerdict, writer: EntryWriter): string {
  switch (verdict.kind) {
    case 'any':
      return 'any';
    case 'refused':
      // Out of a tuple: of an alias the compiler would quote the name, not the problem.
      return `[SqlProblem<${textLiteral(verdict.message)}>][0]`;
    case 'typed':
      return [...new Set(merged(verdict.statements).map((statement) => answeredRow(statement, writer, '')))].join(
        ' | ',
      );
  }
}

/** Statements that differ in nothing but which columns may be NULL, as a condition more makes them, are one row. */
function merged(statements: readonly AnalysedStatement[]): readonly AnalysedStatement[] {
  const rows = new Map<string, AnalysedStatement>();
  for (const statement of statements) {
    const { command, columns } = statement;
    const key = JSON.stringify([command, columns.map((column) => ({ ...column, nullable: null }))]);
    const before = rows.get(key)?.columns;
    const together = columns.map((column, index) => ({
      ...column,
      nullable: column.nullable || (before?.[index]?.nullable ?? false),
    }));
    rows.set(key, { ...statement, columns: together });
  }
  return [...rows.values()];
}
