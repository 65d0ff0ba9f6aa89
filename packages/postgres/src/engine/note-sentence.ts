import type { MigrationPlan } from '../migrations/migration.js';
import type { StoredNote } from './state-store.js';

/** A note for people, with its place. */
export function sentenceOf(plan: MigrationPlan, note: StoredNote): string {
  const file = note.file ?? plan.migrations[note.migration]?.path ?? '';
  return `${file}:${String(note.line)}: ${note.text}`;
}
