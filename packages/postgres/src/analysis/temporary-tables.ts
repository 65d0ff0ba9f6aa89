import { quoteIdentifier } from '@rowpact/model';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { askEngine } from './ask-engine.js';
import { askStatements, noteMentions, type Asked } from './ask-statements.js';
import type { StatementPart } from './statement-parts.js';
import { tokensOf } from './tokens.js';

/** Whether a text may create something temporary: it is then asked about together with the others of its sequence, in order. */
export function mayCreateTemporary(text: string): boolean {
  return /\btemp(?:orary)?\b|\bpg_temp\b/i.test(text);
}

/**
 * Asks about the statements of one sequence in their order, inside a transaction that is rolled back: what creates a temporary table
 * is run, empty. Statements that come before the one that creates their table in the code (another function) are asked again at
 * the end.
 */
export async function askSequence(
  database: EmbeddedDatabase,
  parts: readonly StatementPart[],
): Promise<readonly Asked[]> {
  await database.exec('BEGIN');
  try {
    const asked: Asked[] = [];
    for (const part of parts) {
      const one = await askOne(database, part);
      asked.push(one);
      if (one.kind === 'read' && one.creates !== null) await create(database, part, one.creates, one.parameters.length);
    }
    for (const [at, part] of parts.entries()) {
      const before = asked[at];
      if (before?.kind === 'refused' && before.sqlstate === UNDEFINED_TABLE) asked[at] = await askOne(database, part);
    }
    return await noteMentions(database, parts, asked);
  } finally {
    await database.exec('ROLLBACK');
  }
}

/**
 * Runs `work` where all temporary tables stand, empty, that the statements of one sequence create. In a transaction of the caller's,
 * who rolls it back, and in a session that hands out trees.
 */
export async function withTemporaryTables<T>(
  database: EmbeddedDatabase,
  parts: readonly StatementPart[],
  work: () => Promise<T>,
): Promise<T> {
  await database.exec('SAVEPOINT rowpact_tables');
  try {
    for (const part of parts) {
      if (!mayCreateTemporary(part.text)) continue;
      const one = await askOne(database, part);
      if (one.kind === 'read' && one.creates !== null) await create(database, part, one.creates, one.parameters.length);
    }
    return await work();
  } finally {
    await database.exec('ROLLBACK TO SAVEPOINT rowpact_tables');
  }
}

const UNDEFINED_TABLE = '42P01';
const DUPLICATE_TABLE = '42P07';

/** An error must not end the transaction. */
async function askOne(database: EmbeddedDatabase, part: StatementPart): Promise<Asked> {
  await database.exec('SAVEPOINT rowpact');
  try {
    const [asked] = await askStatements(database, [part]);
    if (!asked) throw new TypeError('a question without an answer');
    return asked;
  } finally {
    await database.exec('ROLLBACK TO SAVEPOINT rowpact');
  }
}

/** Creates it anew where another function of the code has created one of the same name. */
async function create(
  database: EmbeddedDatabase,
  part: StatementPart,
  name: string,
  parameters: number,
): Promise<void> {
  const text = withoutData(part.text);
  const created = await run(database, text, parameters);
  if (created !== DUPLICATE_TABLE) return;
  await database.exec(`DROP TABLE IF EXISTS pg_temp.${quoteIdentifier(name)} CASCADE`);
  await run(database, text, parameters);
}

/** @returns the SQLSTATE where it failed. */
async function run(database: EmbeddedDatabase, text: string, runWith: number): Promise<string | null> {
  await database.exec('SAVEPOINT rowpact_run');
  const [sqlstate = null] = await askEngine(database, [{ text, runWith }], (answer) =>
    answer.kind === 'refused' ? answer.sqlstate : null,
  );
  await database.exec(sqlstate === null ? 'RELEASE SAVEPOINT rowpact_run' : 'ROLLBACK TO SAVEPOINT rowpact_run');
  return sqlstate;
}

/** `CREATE TABLE … AS` needs its columns only; running its query could take long. */
function withoutData(text: string): string {
  const words: string[] = [];
  let end = 0;
  for (const token of tokensOf(text)) {
    if (token.kind === 'semicolon') continue;
    end = token.end;
    words.push(text.slice(token.start, token.end).toLowerCase());
  }
  const isTableAs = words[0] === 'create' && words.includes('as') && words.includes('table');
  if (!isTableAs || words.at(-1) === 'data' || words.some((word) => word === 'execute')) return text;
  return `${text.slice(0, end)}\nWITH NO DATA`;
}
