import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import type { RefusedAnswer } from './answer.js';
import { askEngine, type Question } from './ask-engine.js';
import { findMentions } from './mentions.js';
import { nameRelations } from './named-relations.js';
import { readStatement, type Reading } from './read-statement.js';
import type { StatementPart } from './statement-parts.js';

/** What is known of one part after asking. */
export type Asked = Reading | RefusedAnswer;

/** Asks about statements that need nothing but the schema. The session must have their search path. */
export async function askStatements(
  database: EmbeddedDatabase,
  parts: readonly StatementPart[],
): Promise<readonly Asked[]> {
  const asked: Asked[] = await askEngine(database, parts, readStatement);
  await askInner(database, asked);
  await nameRelations(database, asked);
  return asked;
}

/** Asks about the queries inside COPY and PREPARE, in the place of the statements that hold them. */
async function askInner(database: EmbeddedDatabase, asked: Asked[]): Promise<void> {
  for (const [at, reading] of asked.entries()) {
    if (reading.kind === 'refused' || reading.inner === null) continue;
    const { from, to, types } = reading.inner;
    // Blanks in place of what stands around it keep every place where it is.
    const text = ' '.repeat(Buffer.byteLength(reading.text.slice(0, from))) + reading.text.slice(from, to);
    const parameterTypes = types === null ? [] : await typesOf(database, types);
    const question: Question = { text, parameterTypes };
    const [inner] = await askEngine(database, [question], readStatement);
    if (inner) asked[at] = inner.kind === 'refused' ? inner : { ...inner, command: 'utility', columns: [] };
  }
}

/** The types that PREPARE declares; none where they cannot be read, and PostgreSQL infers them. */
async function typesOf(database: EmbeddedDatabase, types: string): Promise<readonly number[]> {
  const rows = await database
    .query(
      `SELECT coalesce(to_regtype(trim(name))::oid, 0)::text AS oid FROM unnest(string_to_array($1, ',')) WITH ORDINALITY AS t(name, at) ORDER BY at`,
      [types],
    )
    .catch(() => []);
  return rows.map((row) => Number(row['oid']));
}

/** Looks which relations the refused ones name; no error may stand open in the session's transaction. */
export async function noteMentions(
  database: EmbeddedDatabase,
  parts: readonly StatementPart[],
  asked: readonly Asked[],
): Promise<readonly Asked[]> {
  const refused = parts.flatMap(({ text }, at) => (asked[at]?.kind === 'refused' ? [{ at, text }] : []));
  const mentions = await findMentions(
    database,
    refused.map(({ text }) => text),
  );
  const found = new Map(refused.map(({ at }, index) => [at, mentions[index] ?? []]));
  return asked.map((one, at) => (one.kind === 'refused' ? { ...one, mentions: found.get(at) ?? [] } : one));
}
