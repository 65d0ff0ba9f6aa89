import type { Column, SchemaChange } from '@rowpact/model';
import { type ChangeOf, says, type Description } from './description.js';
import { expression, list, plainSql, say } from './names.js';

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
  const name = plainSql(type.display);
  if (generated) return `${name}, generated`;
  if (identity) return `${name}, generated ${identity} as identity`;
  const parts = [name, ...(nullable ? [] : ['not null']), ...(value === null ? [] : [`default ${expression(value)}`])];
  return parts.join(', ');
}

function typeWords({ before, after, collation }: ChangeOf<'column-type-changed'>): string {
  const [was, is] = [plainSql(before.display), plainSql(after.display)];
  if (was !== is) return `becomes ${is} (was ${was})`;
  if (before.id !== after.id) return `becomes ${after.id} (was ${before.id})`;
  if (collation)
    return `is sorted by ${collation.after ?? 'the default collation'} (was ${collation.before ?? 'the default'})`;
  return `becomes another ${is}`;
}

/** What a default was and is; both shown as PostgreSQL prints them. */
export function defaultWords(before: string | null, after: string | null): string {
  const [was, is] = [before === null ? '' : expression(before), after === null ? '' : expression(after)];
  if (after === null) return `loses its default ${was}`;
  return before === null ? `gets the default ${is}` : `has the default ${is} (was ${was})`;
}

function identityWords({ before, after, default: value }: ChangeOf<'column-identity-changed'>): string {
  if (after !== null && before !== null) return `is generated ${after} as identity (was ${before})`;
  if (after !== null) return `becomes an identity column, generated ${after}`;
  return `is no identity column any more${value === null ? ' and has no default' : `; its default is ${expression(value)}`}`;
}

function generatedWords({ before, after }: ChangeOf<'column-generated-changed'>): string {
  if (after === null) return 'is no longer generated';
  const made = expression(after.expression);
  if (before === null) return `becomes generated from ${made}: nobody can write it`;
  if (before.kind !== after.kind) return `is generated ${after.kind} (was ${before.kind})`;
  return `is generated from ${made} (was ${expression(before.expression)})`;
}
