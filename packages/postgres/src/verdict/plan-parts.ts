import { quoteIdentifier } from '@rowpact/model';
import { sortOut } from '../analysis/analyse-statements.js';
import type { StatementPart } from '../analysis/statement-parts.js';
import { withTemporaryTables } from '../analysis/temporary-tables.js';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { wantsTree, type JudgedPart } from './judged-part.js';
import { planCommands } from './plan-statements.js';
import type { RoleView } from './search-path.js';
import type { StatementToJudge } from './statement-to-judge.js';

/** Parts that are seen by the same role in the same schemas. */
export interface PartGroup {
  readonly view: RoleView;
  readonly parts: readonly JudgedPart[];
}

/** The parts by who sees them how, in the order in which they come. */
export function groupParts(parts: readonly JudgedPart[]): readonly PartGroup[] {
  const groups = new Map<string, { readonly view: RoleView; readonly parts: JudgedPart[] }>();
  for (const part of parts) {
    const key = JSON.stringify([part.view.role, part.view.searchPath]);
    const group = groups.get(key);
    if (group) group.parts.push(part);
    else groups.set(key, { view: part.view, parts: [part] });
  }
  return [...groups.values()];
}

/** Plans all parts of a group, each where the temporary tables of its run stand, and notes what comes of it. */
export async function planGroup(
  database: EmbeddedDatabase,
  statements: readonly StatementToJudge[],
  all: readonly StatementPart[],
  { view, parts }: PartGroup,
): Promise<void> {
  await inSearchPath(database, view.searchPath, async () => {
    const byPart = new Map(parts.map((judged) => [judged.part, judged]));
    const judgedIn = (group: readonly StatementPart[]): readonly JudgedPart[] =>
      group.flatMap((part) => byPart.get(part) ?? []);
    const { plain, sequences } = sortOut(statements, all);
    await planAll(database, judgedIn(plain), view);
    for (const sequence of sequences) {
      const judged = judgedIn(sequence);
      if (judged.length === 0) continue;
      await database.exec('SET LOCAL debug_print_parse = on');
      await withTemporaryTables(database, sequence, async () => {
        if (view.role !== null)
          await database.exec(`GRANT ALL ON ALL TABLES IN SCHEMA pg_temp TO ${quoteIdentifier(view.role)}`);
        await planAll(database, judged, view);
      });
    }
  });
}

async function planAll(database: EmbeddedDatabase, parts: readonly JudgedPart[], { role }: RoleView): Promise<void> {
  for (const tree of [true, false]) {
    const group = parts.filter((judged) => wantsTree(judged) === tree);
    if (group.length === 0) continue;
    const planned = await planCommands(
      database,
      group.map(({ part }) => part.text),
      role,
      { tree },
    );
    group.forEach((judged, at) => {
      judged.refusal = planned[at]?.refusal ?? null;
      judged.tree = planned[at]?.tree ?? null;
    });
  }
}

/** Runs `work` with a search path, empty for the session's own. */
export async function inSearchPath<T>(
  database: EmbeddedDatabase,
  searchPath: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  await database.exec('SAVEPOINT rowpact_path');
  try {
    if (searchPath.length > 0) {
      const path = searchPath.map(quoteIdentifier).join(', ');
      await database.query(`SELECT pg_catalog.set_config('search_path', $1, true)`, [path]);
    }
    return await work();
  } finally {
    await database.exec('ROLLBACK TO SAVEPOINT rowpact_path; RELEASE SAVEPOINT rowpact_path');
  }
}
