import type { SchemaChange } from '@rowpact/model';
import { says, type Description } from './description.js';
import { list, say } from './names.js';

/** What was done to the set of migrations, or by them to rows; null for a change of anything else. */
export function describeMigrations(change: SchemaChange): Description | null {
  switch (change.kind) {
    case 'migration-inserted':
      return says(`migration ${change.migration}`, `comes in after ${change.after} may have run`);
    case 'migration-edited':
      return says(`migration ${change.migration}`, 'is edited after it may have run');
    case 'migration-deleted':
      return says(`migration ${change.migration}`, 'is deleted after it may have run');
    case 'data-written':
      return says(say.relation(change.relation), dataWords(change.how, change.columns));
    case 'data-declared':
      return says(list(change.relations.map(say.relation)), `has its rows changed: ${change.note}`);
    default:
      return null;
  }
}

function dataWords(how: 'insert' | 'update' | 'delete' | 'truncate', columns: readonly string[]): string {
  switch (how) {
    case 'insert':
      return 'gets rows from the migration';
    case 'update':
      return columns.length === 0
        ? 'has its rows changed by the migration'
        : `has ${list(columns.map(say.identifier))} of its rows changed by the migration`;
    case 'delete':
      return 'loses rows by the migration';
    case 'truncate':
      return 'loses all its rows by the migration';
  }
}
