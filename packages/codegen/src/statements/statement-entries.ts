import type { AnalysedStatement, ResultColumn, StatementParameter } from '@rowpact/model';
import type { Announcements } from '../announcements.js';
import { docComment } from '../doc-comment.js';
import { IdentifierNode } from '../kysely-codegen.js';
import { unionOf, UNDEFINED } from '../nodes.js';
import type { RowSerializer } from '../row-serializer.js';
import { textLiteral } from '../text-literal.js';
import type { TypeMapper } from '../type-mapper.js';
import { jsonType, keyText } from './json-type.js';
import type { StatementText, StatementVerdictForTypes } from './typed-statement.js';

/** What the entries of one consumer's statements are written with. */
export interface EntryWriter {
  readonly mapper: TypeMapper;
  readonly serializer: RowSerializer;
  readonly announcements: Announcements;
  /** Whether the driver sends `undefined` as NULL. */
  readonly undefinedIsNull: boolean;
}

/** One property of `Statements`, in as many lines as its row has columns, so that a change of one column is one line. */
export function statementEntry({ text, verdict }: StatementText, writer: EntryWriter): string {
  return `  ${textLiteral(text)}: ${entryBody(verdict, writer)};\n`;
}

function entryBody(verdict: StatementVerdictForTypes, writer: EntryWriter): string {
  switch (verdict.kind) {
    case 'any':
      return '{ params: any; row: any }';
    case 'refused':
      return `{\n    params: never;\n    row: never;\n    problem: ${textLiteral(verdict.message)};\n  }`;
    case 'typed': {
      const params = parametersType(verdict.statement.parameters, writer);
      return `{\n    params: ${params};\n    row: ${answeredRow(verdict.statement, writer, '    ')};\n  }`;
    }
  }
}

/** The row of a statement; what a utility statement answers (EXPLAIN, SHOW, CALL) is not in its analysis. */
export function answeredRow({ command, columns }: AnalysedStatement, writer: EntryWriter, indent: string): string {
  if (columns.length > 0) return rowType(columns, writer, indent);
  return command === 'utility' ? 'any' : 'never';
}

/** Of columns with the same name the last wins: drivers make an object of each row. */
function rowType(columns: readonly ResultColumn[], writer: EntryWriter, indent: string): string {
  const last = new Map(columns.map((column) => [column.name, column]));
  const lines = [...last.values()].map((column) => {
    const { source } = column;
    const deprecated = source && writer.announcements.column(source.relation, source.column);
    const doc = deprecated === null ? '' : docComment(null, '', `${indent}  `, { deprecated, notes: [] });
    return `${doc}${indent}  ${keyText(column.name)}: ${columnType(column, writer)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

function columnType({ type, nullable, source, json }: ResultColumn, writer: EntryWriter): string {
  const { mapper, serializer } = writer;
  const { read, overridden } = mapper.result(source, type, nullable);
  if (json === undefined || overridden) return serializer.flat(read);
  const text = jsonType(json, {
    enumType: (of) => serializer.flat(mapper.value({ ...of, dimensions: 0 }, false).read),
    anyJson: () => serializer.flat(ANY_JSON),
  });
  return nullable && !/(?:^|\| )null$/u.test(text) ? `${text} | null` : text;
}

const ANY_JSON = new IdentifierNode('JsonValue');

function parametersType(parameters: readonly StatementParameter[], writer: EntryWriter): string {
  const { mapper, serializer, undefinedIsNull } = writer;
  const listed = parameters.map(({ type, nullable }, index) => {
    const { write } = mapper.value(type, nullable);
    const given = nullable && undefinedIsNull ? unionOf(write, UNDEFINED) : write;
    return `$${index + 1}: ${serializer.flat(given)}`;
  });
  return `readonly [${listed.join(', ')}]`;
}
