import {
  type Deprecation,
  displayName,
  displaySubject,
  fail,
  type LifecycleKind,
  nearestName,
  parseLifecycleSubject,
  type Snapshot,
} from '@rowpact/model';
import { subjectExists } from '@rowpact/impact';

/** What can be announced, in the order in which a name is tried; a default only where it is asked for by kind. */
const TRIED: readonly LifecycleKind[] = ['column', 'table', 'constraint', 'enum value'];

/** What a name in the command line means in a schema. @throws FailureError (`usage`) with the nearest name where it means nothing. */
export function namedSubject(
  name: string,
  kind: LifecycleKind | null,
  snapshot: Snapshot,
): Pick<Deprecation, 'kind' | 'subject'> {
  for (const tried of kind === null ? TRIED : [kind]) {
    const subject = parseLifecycleSubject(tried, name);
    if (subject !== null && subjectExists({ kind: tried, subject }, snapshot)) return { kind: tried, subject };
  }
  const nearest = nearestName(displaySubject(name), namesIn(snapshot));
  return fail({
    code: 'usage',
    message: `the schema has ${kind === null ? 'nothing' : `no ${kind}`} named ${name}`,
    hint: nearest === null ? 'name a table, or a column as table.column' : `did you mean ${nearest}?`,
  });
}

function namesIn({ relations, enums }: Snapshot): readonly string[] {
  return [
    ...relations.flatMap(({ id, columns }) => [
      displayName(id),
      ...columns.map((column) => `${displayName(id)}.${column.name}`),
    ]),
    ...enums.flatMap(({ id, labels }) => labels.map((label) => `${displayName(id)}.${label}`)),
  ];
}
