import type { DriverName, FileQueryAnswer } from '@rowpact/model';
import { codeSpan, docComment } from '../doc-comment.js';
import { answeredRow, type EntryWriter, NO_ROW } from '../statements/statement-entries.js';
import { templateLiteral, textLiteral } from '../text-literal.js';
import { clientName } from './query-declarations.js';
import { type QueryNames, queryNames } from './query-names.js';
import { queryParameters } from './query-parameters.js';
import type { TypedQuery } from './typed-query.js';

/** The declarations of one query: what it takes, what it answers, and the function. */
export function queryFunction(query: TypedQuery, file: string, driver: DriverName, writer: EntryWriter): string {
  const names = queryNames(query.name);
  const doc = docComment(null, `The statement ${codeSpan(query.name)} of ${codeSpan(file)}.`, '');
  if (query.verdict.kind === 'refused') return refusedFunction(query.text, query.verdict.message, names, doc);
  const { declaration, values } = queryParameters(query, names.params, writer);
  const row = rowOf(query, writer);
  const answer = row === null && query.answer !== 'count' ? 'nothing' : query.answer;
  const given = declaration === null ? '' : `, params: ${names.params}`;
  const result = RESULTS[answer](names.row);
  return [
    ...(declaration === null ? [] : [`\n// prettier-ignore\n${declaration}`]),
    ...(row === null || answer === 'nothing' || answer === 'count' ? [] : [rowDeclaration(names.row, row)]),
    `\n${doc}// prettier-ignore\n`,
    `export async function ${names.function}(client: ${clientName(answer)}${given}): Promise<${result}> {\n`,
    `  const text = ${templateLiteral(query.text)};\n`,
    BODIES[driver][answer](values),
    '}\n',
  ].join('');
}

/** Its type says what is wrong, and cannot be called; the text is what tells whose problem it was. */
function refusedFunction(text: string, message: string, names: QueryNames, doc: string): string {
  const problem = textLiteral(message);
  return [
    `\nexport type ${names.params} = never;\nexport type ${names.row} = never;\n`,
    `\n${doc}// prettier-ignore\n`,
    `export const ${names.function}: SqlProblem<${problem}> = {\n`,
    `  problem: ${problem},\n  text: ${textLiteral(text)},\n};\n`,
  ].join('');
}

function rowDeclaration(name: string, row: string): string {
  return `\n// prettier-ignore\n${row === 'any' ? `export type ${name} = any;` : `export interface ${name} ${row}`}\n`;
}

/** The type of a row; null for a statement that answers none. */
function rowOf({ verdict }: TypedQuery, writer: EntryWriter): string | null {
  if (verdict.kind !== 'typed') return 'any';
  const row = answeredRow(verdict.statement, writer, '');
  return row === NO_ROW ? null : row;
}

const RESULTS: Readonly<Record<FileQueryAnswer, (row: string) => string>> = {
  rows: (row) => `${row}[]`,
  row: (row) => `${row} | undefined`,
  nothing: () => 'void',
  count: () => 'number',
};

const BODIES: Readonly<Record<DriverName, Readonly<Record<FileQueryAnswer, (values: string) => string>>>> = {
  pg: {
    rows: (values) => `  const { rows } = await client.query(text, ${values});\n  return rows;\n`,
    row: (values) => `  const { rows } = await client.query(text, ${values});\n  return rows[0];\n`,
    nothing: (values) => `  await client.query(text, ${values});\n`,
    count: (values) => `  const { rowCount } = await client.query(text, ${values});\n  return rowCount ?? 0;\n`,
  },
  postgres: {
    rows: (values) => `  return await client.unsafe(text, ${values});\n`,
    row: (values) => `  const [row] = await client.unsafe(text, ${values});\n  return row;\n`,
    nothing: (values) => `  await client.unsafe(text, ${values});\n`,
    count: (values) => `  const { count } = await client.unsafe(text, ${values});\n  return count ?? 0;\n`,
  },
};
