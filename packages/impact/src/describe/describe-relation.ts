import type { SchemaChange } from '@rowpact/model';
import { type ChangeOf, says, type Description } from './description.js';
import { newName, say } from './names.js';

/** Null for a change of anything but a relation or a schema as a whole. */
export function describeRelation(change: SchemaChange): Description | null {
  switch (change.kind) {
    case 'relation-created':
      return says(say.relation(change.relation), `is a new ${change.after}`);
    case 'relation-dropped':
      return says(
        say.relation(change.relation),
        change.cascaded ? 'is dropped along with what it depends on' : 'is dropped',
      );
    case 'relation-renamed':
      return says(say.relation(change.relation), `is renamed to ${newName(change.relation, change.to)}`);
    case 'relation-replaced':
      return says(say.relation(change.relation), replacedWords(change));
    case 'view-definition-changed':
      return says(say.relation(change.relation), 'has another query');
    case 'view-option-changed':
      return says(say.relation(change.relation), optionWords(change));
    case 'view-unpopulated':
      return says(say.relation(change.relation), 'holds no data until it is refreshed');
    case 'child-attached':
    case 'child-detached':
      return says(say.relation(change.relation), childWords(change));
    case 'partition-key-changed':
      return says(say.relation(change.relation), partitionWords(change));
    case 'owner-changed':
      return says(say.relation(change.relation), `belongs to ${change.after} (was ${change.before})`);
    case 'row-security-changed':
      return says(say.relation(change.relation), rowSecurityWords(change));
    case 'storage-changed':
      return says(say.relation(change.relation), `is stored otherwise: ${change.what}`);
    case 'comment-changed':
      return says(change.subject, 'has another comment');
    default:
      return describeSchema(change);
  }
}

function describeSchema(change: SchemaChange): Description | null {
  switch (change.kind) {
    case 'schema-created':
      return says(`schema ${say.identifier(change.schema)}`, 'is new');
    case 'schema-dropped':
      return says(`schema ${say.identifier(change.schema)}`, 'is dropped');
    case 'schema-renamed':
      return says(`schema ${say.identifier(change.schema)}`, `is renamed to ${say.identifier(change.to)}`);
    default:
      return null;
  }
}

function replacedWords({ relation, before, after, renamedTo }: ChangeOf<'relation-replaced'>): string {
  const moved = renamedTo === null ? '' : `; the ${before} is now ${newName(relation, renamedTo)}`;
  if (before === after && moved === '') return 'is dropped and made again';
  if (before === after) return `is another ${after} now${moved}`;
  return `is a ${after} now (was a ${before})${moved}`;
}

function optionWords({ option, before, after }: ChangeOf<'view-option-changed'>): string {
  if (after === null) return `loses ${option} = ${before ?? ''}`;
  return before === null ? `gets ${option} = ${after}` : `has ${option} = ${after} (was ${before})`;
}

function childWords(change: ChangeOf<'child-attached' | 'child-detached'>): string {
  const what = change.how === 'partition' ? 'the partition' : 'the child table';
  const verb = change.kind === 'child-attached' ? 'gains' : 'loses';
  const bound =
    change.bound === null
      ? ''
      : ` (${change.bound.replace(/^FOR VALUES /u, '').toLowerCase() === 'default' ? 'default' : change.bound})`;
  return `${verb} ${what} ${say.relation(change.child)}${bound}`;
}

function partitionWords({ before, after }: ChangeOf<'partition-key-changed'>): string {
  if (after === null) return 'is no longer partitioned';
  return before === null ? `is partitioned by ${after}` : `is partitioned by ${after} (was ${before})`;
}

function rowSecurityWords({ enabled, forced }: ChangeOf<'row-security-changed'>): string {
  if (!enabled) return 'no longer has row security';
  return forced
    ? 'has row security, for its owner too'
    : 'has row security: only what a policy allows is seen and written';
}
