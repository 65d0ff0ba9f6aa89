import type { LeagueTable } from '../producer/league-table.js';
import type { ConsumerFile } from './league-consumer.js';
import { type LeagueAnswer, leagueStatement, type LeagueStatement } from './league-statements.js';
import { shown, writtenType } from './row-kinds.js';

/** How big the service is whose statements are typed. */
export interface TypedSize {
  readonly files: number;
  readonly statementsPerFile: number;
}

/** Two thousand statements in two hundred repositories. */
export const FULL_TYPED: TypedSize = { files: 200, statementsPerFile: 10 };

/** For a smoke test. */
export const QUICK_TYPED: TypedSize = { files: 4, statementsPerFile: 5 };

/** A service with its statements in functions, and around them the code that uses the rows. */
export interface TypedService {
  /** As people write it without us: a type by hand for the rows of each statement. */
  readonly byHand: readonly ConsumerFile[];
  /** The same without any type of a row. */
  readonly bare: readonly ConsumerFile[];
  readonly statements: readonly LeagueStatement[];
}

/** Builds the service; the same text for the same size, always. */
export function typedService({ files, statementsPerFile }: TypedSize, tables: readonly LeagueTable[]): TypedService {
  const all = Array.from({ length: files }, (_, at) =>
    Array.from({ length: statementsPerFile }, (_, index) => leagueStatement(`typed ${at}.${index}`, tables)),
  );
  const filesOf = (byHand: boolean): readonly ConsumerFile[] => [
    ...SETTINGS,
    ...all.map((statements, at) => repository(at, statements, byHand)),
  ];
  return { byHand: filesOf(true), bare: filesOf(false), statements: all.flat() };
}

const COMPILER = { target: 'es2023', module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true };

const SETTINGS: readonly ConsumerFile[] = [
  {
    path: 'package.json',
    text: '{ "name": "box-office", "private": true, "type": "module", "dependencies": { "pg": "8" } }\n',
  },
  {
    path: 'tsconfig.json',
    text: `${JSON.stringify({ compilerOptions: { ...COMPILER, types: ['node'] }, include: ['src'] }, null, 2)}\n`,
  },
  {
    path: 'src/database.ts',
    text: "import { Pool } from 'pg';\n\n/** Every repository asks this pool. */\nexport const pool = new Pool();\n",
  },
];

function repository(at: number, statements: readonly LeagueStatement[], byHand: boolean): ConsumerFile {
  const functions = statements.map((statement, index) => queryCode(`${at}_${index}`, statement, byHand));
  return {
    path: `src/repositories/repository-${at}.ts`,
    text: `import { pool } from '../database.js';

/** A line of a page. */
export interface Line${at} {
  readonly title: string;
  readonly cells: readonly string[];
}

/** What was shown a moment ago is not asked for again. */
class Shelf${at} {
  readonly #lines = new Map<string, { readonly line: Line${at}; readonly until: number }>();

  put(line: Line${at}, now: number): Line${at} {
    this.#lines.set(line.title, { line, until: now + 60_000 });
    return line;
  }

  fresh(now: number): readonly Line${at}[] {
    return [...this.#lines.values()]
      .filter(({ until }) => until > now)
      .map(({ line }) => line)
      .sort((left, right) => left.title.localeCompare(right.title));
  }
}

export const shelf${at} = new Shelf${at}();

function cut${at}(text: string, length: number): string {
  return text.length > length ? \`\${text.slice(0, length - 1)}…\` : text;
}
${functions.join('')}`,
  };
}

/** The code of one statement, its names and its call. */
interface QueryCode {
  readonly name: string;
  readonly statement: LeagueStatement;
  readonly names: readonly string[];
  /** As they are declared. */
  readonly parameters: string;
  readonly call: string;
}

function queryCode(name: string, statement: LeagueStatement, byHand: boolean): string {
  const { sql, takes, answers } = statement;
  const names = takes.map((_, at) => `value${at + 1}`);
  const parameters = takes.map((definition, at) => `value${at + 1}: ${writtenType(definition)}`).join(', ');
  const row = byHand && answers.length > 0 ? `<Row${name}>` : '';
  const call = `pool.query${row}(\n    \`${sql}\`,\n    [${names.join(', ')}],\n  )`;
  const code = { name, statement, names, parameters, call };
  if (answers.length === 0) return changeCode(code);
  const type = byHand ? rowType(name, answers) : '';
  return `${type}${sql.startsWith('INSERT') ? insertCode(code) : selectCode(code)}`;
}

function rowType(name: string, answers: readonly LeagueAnswer[]): string {
  const members = answers.map(
    ({ name: column, definition, optional }) => `  ${column}: ${writtenType(definition, optional)};\n`,
  );
  return `\n/** A row, by hand. */\nexport interface Row${name} {\n${members.join('')}}\n`;
}

function changeCode({ name, parameters, call }: QueryCode): string {
  return `
/** Whether there was anything to change. */
export async function change${name}(${parameters}): Promise<boolean> {
  const { rowCount } = await ${call};
  return (rowCount ?? 0) > 0;
}
`;
}

function insertCode({ name, parameters, call }: QueryCode): string {
  return `
/** Adds one, and answers its key. */
export async function add${name}(${parameters}): Promise<string> {
  const { rows } = await ${call};
  const [added] = rows;
  if (!added) throw new Error('nothing was added');
  return added.id;
}
`;
}

/** A list and a summary, as pages have them. */
function selectCode({ name, statement: { answers, reads }, names, parameters, call }: QueryCode): string {
  const [file = '0'] = name.split('_');
  const read = reads.length === 0 ? answers : answers.filter((answer) => reads.includes(answer.name));
  const cells = read.map(({ name: column, definition }) => shown(definition, `row.${column}`));
  const [first = "''"] = cells;
  return `
/** All of them, as lines of a page. */
export async function list${name}(${parameters}, now = Date.now()) {
  const { rows } = await ${call};
  return rows.map((row) => ({
    row,
    line: shelf${file}.put({ title: cut${file}(${first}, 40), cells: [${cells.join(', ')}] }, now),
  }));
}

/** How many there are of each title, the most first. */
export async function count${name}(${parameters}) {
  const counts = new Map<string, number>();
  for (const { row, line } of await list${name}(${names.join(', ')})) {
    const title = ${first}.length === 0 ? 'none' : line.title;
    counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  return [...counts].sort(([, left], [, right]) => right - left).map(([title, count]) => \`\${title}: \${count}\`);
}
`;
}
