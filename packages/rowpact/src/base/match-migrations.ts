import type { Migration } from '@rowpact/postgres';

/** What is known of a migration that has run; where its text is known too, line ends alone make it no other. */
export interface RecordedMigration {
  readonly label: string;
  readonly version: string | null;
  readonly hash: string;
  readonly text?: string;
  readonly transaction?: Migration['transaction'];
  readonly included?: Migration['included'];
}

export interface MatchedMigrations {
  /** The head's migrations that have run, each with what ran. */
  readonly pairs: ReadonlyMap<Migration, { readonly base: RecordedMigration; readonly same: boolean }>;
  /** What ran and is in the head no more, in its order. */
  readonly deleted: readonly RecordedMigration[];
}

/** What makes two of them one, from the surest on. A number alone does not: what came under an old number may well run. */
const SIGNS: readonly ((base: RecordedMigration, head: Migration) => boolean)[] = [
  (base, head) => base.label === head.label && base.hash === head.hash,
  (base, head) => base.hash === head.hash,
  (base, head) => base.label === head.label,
];

/** Finds what has run among the head's migrations, also under another name. Each is matched once at most. */
export function matchMigrations(base: readonly RecordedMigration[], head: readonly Migration[]): MatchedMigrations {
  const pairs = new Map<Migration, { readonly base: RecordedMigration; readonly same: boolean }>();
  let left = base;
  for (const sign of SIGNS) {
    left = left.filter((one) => {
      const found = head.find((migration) => !pairs.has(migration) && sign(one, migration));
      if (found !== undefined) pairs.set(found, { base: one, same: sameText(one, found) });
      return found === undefined;
    });
  }
  return { pairs, deleted: left };
}

/** Whether the same runs: git may have written one of them with other line ends. */
function sameText(base: RecordedMigration, head: Migration): boolean {
  if (base.hash === head.hash) return true;
  if (base.text === undefined || base.transaction !== head.transaction) return false;
  const inner = (migration: RecordedMigration): string => (migration.included ?? []).map(({ text }) => text).join('\0');
  return plain(base.text) === plain(head.text) && plain(inner(base)) === plain(inner(head));
}

function plain(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
