import { relationId, type RelationId } from '@rowpact/model';
import { textOf } from '../catalog/catalog-query.js';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import type { RefusedAnswer } from '../analysis/answer.js';
import type { JudgedPart } from './judged-part.js';
import { inSearchPath, type PartGroup } from './plan-parts.js';
import { planCommands } from './plan-statements.js';

/** What stops a statement only when it runs, because of how a relation stands. */
export interface Obstacles {
  /** Materialised views without data. */
  readonly unpopulated: ReadonlySet<RelationId>;
  /** Unique and exclusion indexes of constraints that can be deferred, by table. */
  readonly deferrable: ReadonlyMap<RelationId, ReadonlySet<string>>;
}

export async function readObstacles(database: EmbeddedDatabase): Promise<Obstacles> {
  const views = await database.query(`
    SELECT n.nspname::text AS schema, c.relname::text AS name FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm' AND NOT c.relispopulated`);
  const indexes = await database.query(`
    SELECT n.nspname::text AS schema, c.relname::text AS name, x.relname::text AS index FROM pg_catalog.pg_index i
    JOIN pg_catalog.pg_class c ON c.oid = i.indrelid JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE (i.indisunique OR i.indisexclusion) AND NOT i.indimmediate`);
  const deferrable = new Map<RelationId, Set<string>>();
  for (const row of indexes) {
    const id = relationId(textOf(row, 'schema'), textOf(row, 'name'));
    deferrable.set(id, (deferrable.get(id) ?? new Set<string>()).add(textOf(row, 'index')));
  }
  const unpopulated = new Set(views.map((row) => relationId(textOf(row, 'schema'), textOf(row, 'name'))));
  return { unpopulated, deferrable };
}

/** Asks for the whole plan of those parts that may meet an obstacle, and notes where one does. */
export async function lookCloser(
  database: EmbeddedDatabase,
  { view, parts }: PartGroup,
  obstacles: Obstacles,
): Promise<void> {
  const suspects = parts.filter((judged) => judged.refusal === null && mayMeet(judged, obstacles));
  if (suspects.length === 0) return;
  await inSearchPath(database, view.searchPath, async () => {
    const texts = suspects.map(({ part }) => part.text);
    const planned = await planCommands(database, texts, view.role, { json: true });
    suspects.forEach((judged, at) => {
      const plan = planned[at]?.plan;
      if (plan) judged.refusal = obstacleIn(JSON.parse(plan), obstacles);
    });
  });
}

function mayMeet({ part, analysis }: JudgedPart, { unpopulated, deferrable }: Obstacles): boolean {
  const isUpsert = deferrable.size > 0 && /\bconflict\b/i.test(part.text);
  return analysis.relations.some(({ relation }) => unpopulated.has(relation) || (isUpsert && deferrable.has(relation)));
}

/** Goes through a plan as `EXPLAIN (VERBOSE, FORMAT JSON)` prints it. */
function obstacleIn(plan: unknown, obstacles: Obstacles): RefusedAnswer | null {
  if (typeof plan !== 'object' || plan === null) return null;
  const node = plan as Readonly<Record<string, unknown>>; // JSON: an object or array has string keys only
  const { Schema: schema, 'Relation Name': name, 'Conflict Resolution': resolution } = node;
  if (typeof schema === 'string' && typeof name === 'string') {
    const id = relationId(schema, name);
    if (resolution !== undefined) {
      const deferred = obstacles.deferrable.get(id);
      const arbiters = node['Conflict Arbiter Indexes'];
      // Without arbiters every unique index is one.
      const isHit = Array.isArray(arbiters)
        ? arbiters.some((index) => deferred?.has(String(index)))
        : deferred !== undefined;
      if (isHit) return DEFERRED;
    } else if (obstacles.unpopulated.has(id)) {
      return unpopulated(name);
    }
  }
  for (const part of Object.values(node)) {
    const found = obstacleIn(part, obstacles);
    if (found) return found;
  }
  return null;
}

const REFUSED = { kind: 'refused', sqlstate: '55000', detail: null, offset: null } as const;

const DEFERRED: RefusedAnswer = {
  ...REFUSED,
  message: 'ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters',
  hint: null,
};

function unpopulated(name: string): RefusedAnswer {
  return {
    ...REFUSED,
    message: `materialized view "${name}" has not been populated`,
    hint: 'Use the REFRESH MATERIALIZED VIEW command.',
  };
}
