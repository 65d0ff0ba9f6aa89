import {
  type AnalysedStatement,
  type Deprecation,
  displayName,
  columnId,
  type ColumnId,
  partsOf,
  type RefusedStatement,
  type RelationId,
  type Snapshot,
  type Statement,
  subjectParts,
} from '@rowpact/model';
import type { Migration } from '@rowpact/postgres';
import type { RegisteredContract, RegisteredProducer, Registry } from '@rowpact/registry';
import type { RowpactOptions } from '../options.js';
import { producerSchema, type ProducerSchema } from '../producer-schema.js';
import { analyseConsumers } from '../use/analyse-consumers.js';
import type { ScannedConsumer } from '../use/found-use.js';

/** What a refusal is looked at with. */
export interface RefusalContext {
  readonly registry: Registry;
  readonly producer: RegisteredProducer;
  readonly entry: RegisteredContract;
  readonly schema: ProducerSchema;
  /** What is announced to go, and what went. */
  readonly announced: readonly Deprecation[];
  readonly options: RowpactOptions;
}

/** A statement that PostgreSQL does not take. */
export interface Refusal {
  readonly statement: Statement;
  readonly refused: RefusedStatement;
}

/**
 * Says in words why PostgreSQL does not take statements: `column players.team_id was dropped by migration 019; use
 * player_teams.team_id` where it took them before a migration, and what PostgreSQL says where nobody knows better.
 */
export async function whyRefused(
  refusals: readonly Refusal[],
  context: RefusalContext,
): Promise<ReadonlyMap<string, string>> {
  const words = new Map(refusals.map(({ statement, refused }) => [statement.text, ownWords(refused)]));
  const open = new Set(refusals.filter(({ refused }) => MISSING.has(refused.sqlstate)));
  let states = 0;
  for (const { migration, before } of withTheOneBefore(context)) {
    const asked = [...open].filter(({ refused }) => takesAway(migration, missingName(refused)));
    if (asked.length === 0) continue;
    if ((states += 1) > MOST_STATES) break;
    const earlier = await schemaAt(before, context);
    const answers = await askedAgain(asked, earlier, context);
    for (const [index, refusal] of asked.entries()) {
      const answer = answers[index];
      if (answer?.kind !== 'analysed') continue;
      open.delete(refusal);
      const gone = goneSince(answer, context.schema.snapshot, refusal.refused);
      if (gone !== null) words.set(refusal.statement.text, sentence(gone, migration, context.announced));
    }
  }
  // Without migrations to look into, what was announced still knows what went.
  for (const { statement, refused } of open) {
    const known = tombstoneOf(refused, context.announced);
    if (known !== null) words.set(statement.text, known);
  }
  return words;
}

/** SQLSTATEs of what is not there: a column, a relation, a function, a type or anything else with a name, a schema. */
const MISSING: ReadonlySet<string> = new Set(['42703', '42P01', '42883', '42704', '3F000']);

function ownWords({ message, hint }: RefusedStatement): string {
  return hint === null ? message : `${message} (${hint})`;
}

/** The name in `column p.team_id does not exist`, without what qualifies it. */
function missingName({ message }: RefusedStatement): string | null {
  const [, quoted, plain] =
    /(?:"([^"]+)"|([^\s"(]+))(?:\(.*\))?(?: of relation "[^"]*")? does not exist/u.exec(message) ?? [];
  const name = quoted ?? plain;
  return name === undefined ? null : (name.split('.').at(-1) ?? null);
}

/** The migrations that have one before them, the newest first. */
function withTheOneBefore({
  schema,
}: RefusalContext): readonly { readonly migration: Migration; readonly before: string }[] {
  const migrations = schema.migrations ?? [];
  return migrations
    .flatMap((migration, index) => {
      const before = migrations[index - 1];
      return before === undefined ? [] : [{ migration, before: before.label }];
    })
    .reverse();
}

const TAKES_AWAY = /\b(?:drop|rename)\b|\bset\s+schema\b/iu;

/** Each state costs an engine: a misspelt `id` may stand in every migration that drops anything. */
const MOST_STATES = 8;

/** Whether one of its statements drops or renames something, and has the name in it: PostgreSQL then says whether it was that. */
function takesAway({ text }: Migration, name: string | null): boolean {
  if (name === null) return false;
  const named = new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`, 'iu');
  return text.split(';').some((statement) => TAKES_AWAY.test(statement) && named.test(statement));
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

function schemaAt(revision: string, { registry, producer, options }: RefusalContext): Promise<ProducerSchema> {
  return producerSchema(registry, producer.producer, revision, { ...options, to: revision });
}

async function askedAgain(
  refusals: readonly Refusal[],
  schema: ProducerSchema,
  { registry, entry, options }: RefusalContext,
) {
  const scanned: ScannedConsumer = {
    entry,
    folder: registry.root,
    scan: {
      ...{
        blinds: [],
        texts: [],
        calls: [],
        queries: [],
        generated: [],
        tables: [],
        files: 0,
        unreadable: [],
        notes: [],
      },
      statements: refusals.map(({ statement }) => statement),
    },
  };
  const { consumers } = await analyseConsumers([scanned], schema, options);
  return consumers[0]?.analyses ?? [];
}

/** Something that a statement used, and that is there no more. */
interface Gone {
  readonly kind: 'table' | 'column';
  readonly relation: RelationId;
  readonly column: string | null;
}

function goneSince({ relations }: AnalysedStatement, snapshot: Snapshot, refused: RefusedStatement): Gone | null {
  const now = new Map(snapshot.relations.map((relation) => [relation.id, relation]));
  const missing = missingName(refused);
  const gone = relations
    .filter(({ through }) => through.length === 0)
    .flatMap(({ relation, read, needs, insert, update }): readonly Gone[] => {
      const there = now.get(relation);
      if (there === undefined) return [{ kind: 'table', relation, column: null }];
      const columns = new Set(there.columns.map(({ name }) => name));
      return [...read, ...needs, ...insert, ...update]
        .filter((column) => !columns.has(column))
        .map((column) => ({ kind: 'column', relation, column }));
    });
  return gone.find(({ relation, column }) => (column ?? partsOf(relation).name) === missing) ?? gone[0] ?? null;
}

function sentence(gone: Gone, migration: Migration, announced: readonly Deprecation[]): string {
  const subject = gone.column === null ? gone.relation : columnId(gone.relation, gone.column);
  const renamed = renamedTo(migration, gone);
  const name = migration.version ?? migration.label;
  if (renamed !== null) return `${gone.kind} ${displayName(subject)} was renamed to ${renamed} by migration ${name}`;
  const replacement = announced.find((one) => one.kind === gone.kind && one.subject === subject)?.replacement ?? null;
  return droppedBy(gone.kind, subject, name, replacement);
}

function droppedBy(
  kind: string,
  subject: RelationId | ColumnId,
  migration: string,
  replacement: string | null,
): string {
  const instead = replacement === null ? '' : `; use ${replacement}`;
  return `${kind} ${displayName(subject)} was dropped by migration ${migration}${instead}`;
}

/** The new name, where the migration gives one. */
function renamedTo({ text }: Migration, { relation, column }: Gone): string | null {
  const word = escaped(column ?? partsOf(relation).name);
  const pattern =
    column === null
      ? `"?${word}"?\\s+rename\\s+to\\s+("[^"]+"|\\w+)`
      : `rename\\s+(?:column\\s+)?"?${word}"?\\s+to\\s+("[^"]+"|\\w+)`;
  return new RegExp(pattern, 'iu').exec(text)?.[1] ?? null;
}

/** What the lifecycle remembers of a name that went. */
function tombstoneOf(refused: RefusedStatement, announced: readonly Deprecation[]): string | null {
  const name = missingName(refused);
  if (name === null) return null;
  const found = announced.filter(({ kind, subject, dropped }) => {
    if (dropped === null || (kind !== 'column' && kind !== 'table')) return false;
    const parts = subjectParts(kind, subject);
    if (parts.kind === 'table') return partsOf(parts.relation).name === name;
    return parts.kind === 'column' && parts.column === name && refused.mentions.includes(parts.relation);
  });
  const [only, ...others] = found;
  if (only === undefined || only.dropped === null || others.length > 0) return null;
  return droppedBy(only.kind, only.subject as RelationId, only.dropped.migration, only.replacement);
}
