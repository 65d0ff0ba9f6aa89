import type { Column, SchemaChange } from '@rowpact/model';
import { type ChangeOf, says, type Description } from './description.js';
import { list, say, withoutBrackets } from './names.js';

/** Null for a change of anything else. */
export function describeColumn(change: SchemaChange): Description | null {
  if (change.kind === 'columns-reordered') {
    const columns = list(change.after.map(say.identifier));
    return says(say.relation(change.relation), `has its columns in another order: ${columns}`);
  }
  if (!('relation' in change) || !('column' in change)) return null;
  const predicate = predicateOf(change);
  return says(say.column(change.relation, change.column), predicate);
}

type OfOneColumn = Extract<SchemaChange, { readonly column: string }>;

function predicateOf(change: OfOneColumn): string {
  switch (change.kind) {
    case 'column-added':
      return `is added (${columnWords(change.after)})`;
    case 'column-dropped':
      return change.cascaded ? 'is dropped along with what it depends on' : 'is dropped';
    case 'column-recreated':
      return 'is dropped and added again, without what it held';
    case 'column-renamed':
      return `is renamed to ${say.identifier(change.to)}${change.taken ? ', and another column takes its name' : ''}`;
    case 'column-type-changed':
      return typeWords(change);
    case 'column-not-null-set':
      return `no longer takes NULL${change.hasDefault ? '' : ' and has no default'}`;
    case 'column-not-null-dropped':
      return 'can be NULL';
    case 'column-default-changed':
      return defaultWords(change.before, change.after);
    case 'column-identity-changed':
      return identityWords(change);
    case 'column-generated-changed':
      return generatedWords(change);
    case 'column-writable-changed':
      return change.writable ? 'can be written' : 'can no longer be written';
  }
}

function columnWords({ type, nullable, default: value, identity, generated }: Column): string {
  if (generated) return `${type.display}, generated`;
  if (identity) return `${type.display}, generated ${identity} as identity`;
  const parts = [type.display, ...(nullable ? [] : ['not null']), ...(value === null ? [] : [`default ${value}`])];
  return parts.join(', ');
}

function typeWords({ before, after, collation }: ChangeOf<'column-type-changed'>): string {
  if (before.display !== after.display) return `becomes ${after.display} (was ${before.display})`;
  if (before.id !== after.id) return `becomes ${after.id} (was ${before.id})`;
  if (collation)
    return `is sorted by ${collation.after ?? 'the default collation'} (was ${collation.before ?? 'the default'})`;
  return `becomes another ${after.display}`;
}

/** What a default was and is; both shown as PostgreSQL prints them. */
export function defaultWords(before: string | null, after: string | null): string {
  if (after === null) return `loses its default ${before ?? ''}`.trim();
  if (before === null) return `gets the default ${after}`;
  return `has the default ${after} (was ${before})`;
}

function identityWords({ before, after, default: value }: ChangeOf<'column-identity-changed'>): string {
  if (after !== null && before !== null) return `is generated ${after} as identity (was ${before})`;
  if (after !== null) return `becomes an identity column, generated ${after}`;
  return `is no identity column any more${value === null ? ' and has no default' : `; its default is ${value}`}`;
}

function generatedWords({ before, after }: ChangeOf<'column-generated-changed'>): string {
  if (after === null) return 'is no longer generated';
  const expression = withoutBrackets(after.expression);
  if (before === null) return `becomes generated from ${expression}: nobody can write it`;
  if (before.kind !== after.kind) return `is generated ${after.kind} (was ${before.kind})`;
  return `is generated from ${expression} (was ${withoutBrackets(before.expression)})`;
}
