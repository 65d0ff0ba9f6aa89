import type {
  AnalysedStatement,
  Contract,
  Deprecation,
  GenerateSettings,
  ResultColumn,
  Snapshot,
  StatementParameter,
} from '@rowpact/model';
import { type Announcements, announcementsOf } from '../announcements.js';
import { docComment } from '../doc-comment.js';
import { unionOf, UNDEFINED } from '../nodes.js';
import { textLiteral } from '../text-literal.js';
import { TypeMapper } from '../type-mapper.js';
import { readOverrides } from '../type-overrides.js';
import { type JsonTypeWriter, jsonType } from './json-type.js';
import type { StatementText, StatementVerdictForTypes } from './typed-statement.js';

/** What the entries of one consumer's statements are written with. */
export interface EntryWriter extends JsonTypeWriter {
  readonly announcements: Announcements;
  /** Whether the driver sends `undefined` as NULL. */
  readonly undefinedIsNull: boolean;
  /** Whether text whose values the statement writes itself is a union of them. */
  readonly literals: boolean;
}

/** What all modules of one contract's statements have in common. Failures: `override-invalid` for overrides that are no types. */
export function entryTypes(
  { consumer }: Contract,
  settings: GenerateSettings,
  snapshot: Snapshot,
  deprecations: readonly Deprecation[],
): Omit<EntryWriter, 'serializer'> {
  return {
    mapper: new TypeMapper(snapshot, settings, readOverrides(consumer, settings), 'labels'),
    announcements: announcementsOf(deprecations, snapshot),
    undefinedIsNull: settings.driver === 'pg',
    literals: settings.literals,
  };
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

/** The row of a statement that answers none. */
export const NO_ROW = 'never';

/** The row of a statement; what a utility statement answers (EXPLAIN, SHOW, CALL) is not in its analysis. */
export function answeredRow({ command, columns }: AnalysedStatement, writer: EntryWriter, indent: string): string {
  if (columns.length > 0) return rowType(columns, writer, indent);
  return command === 'utility' ? 'any' : NO_ROW;
}

/** Of columns with the same name the last wins: drivers make an object of each row. */
function rowType(columns: readonly ResultColumn[], writer: EntryWriter, indent: string): string {
  const last = new Map(columns.map((column) => [column.name, column]));
  const lines = [...last.values()].map((column) => {
    const { source } = column;
    const deprecated = source && writer.announcements.column(source.relation, source.column);
    const doc = deprecated === null ? '' : docComment(null, '', `${indent}  `, { deprecated, notes: [] });
    return `${doc}${indent}  ${writer.serializer.serializeKey(column.name)}: ${columnType(column, writer)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

function columnType({ type, nullable, source, json, literals }: ResultColumn, writer: EntryWriter): string {
  const { mapper, serializer } = writer;
  const { read, overridden } = mapper.result(source, type, nullable);
  if (literals !== undefined && writer.literals && !overridden)
    return [...literals.map(textLiteral), ...(nullable ? ['null'] : [])].join(' | ');
  if (json === undefined || overridden) return serializer.flat(read);
  const text = jsonType(json, writer);
  return nullable && !/(?:^|\| )null$/u.test(text) ? `${text} | null` : text;
}

/**
 * Without labels: each tuple with labels is a type of its own to the compiler, which it compares with what is given member by
 * member (of 2,000 statements, a third more symbols and a quarter of the time for checking).
 */
function parametersType(parameters: readonly StatementParameter[], writer: EntryWriter): string {
  const { mapper, serializer, undefinedIsNull } = writer;
  const listed = parameters.map(({ type, nullable }) => {
    const { write } = mapper.value(type, nullable);
    return serializer.flat(nullable && undefinedIsNull ? unionOf(write, UNDEFINED) : write);
  });
  return `readonly [${listed.join(', ')}]`;
}

/** The type of one value; `undefined` is none. */
export function parameterType({ type, nullable }: StatementParameter, { mapper, serializer }: EntryWriter): string {
  return serializer.flat(mapper.value(type, nullable).write);
}
