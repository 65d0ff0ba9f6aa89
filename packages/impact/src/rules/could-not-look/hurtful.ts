import type { Change } from '@rowpact/model';

/**
 * Whether a change can hurt somebody of whom nothing is known but that he may use what is changed. A new column that may stay
 * empty, an index, a new label, a right that is given: nobody's trouble.
 */
export function canHurt(change: Change): boolean {
  switch (change.kind) {
    case 'column-added':
      return isRequired(change);
    case 'column-default-changed':
      return change.after === null && !change.nullable;
    case 'column-identity-changed':
      return change.after === 'always' || (change.after === null && change.default === null);
    case 'column-generated-changed':
      return change.after !== null;
    case 'column-writable-changed':
      return !change.writable;
    case 'column-not-null-set':
      return true;
    case 'relation-replaced':
      return true;
    case 'constraint-added':
    case 'constraint-dropped':
      return change.kind === 'constraint-added' || ARBITERS.has(change.before.kind);
    case 'constraint-changed':
      return true;
    case 'index-added':
      return change.after.unique;
    case 'index-dropped':
    case 'index-changed':
      return change.before.unique;
    case 'routine-changed':
      return change.what.some((aspect) => aspect === 'arguments' || aspect === 'result' || aspect === 'security');
    case 'row-security-changed':
      return change.enabled;
    case 'domain-not-null-changed':
      return change.notNull;
    case 'sequence-changed':
      return change.exhausted || change.restarted;
    case 'setting-changed':
      return change.setting === 'search_path';
    default:
      return HURTFUL.has(change.kind);
  }
}

const ARBITERS: ReadonlySet<string> = new Set(['unique', 'primary key', 'exclusion']);

const HURTFUL: ReadonlySet<Change['kind']> = new Set([
  'column-dropped',
  'column-recreated',
  'column-renamed',
  'column-type-changed',
  'columns-reordered',
  'relation-dropped',
  'relation-renamed',
  'view-option-changed',
  'view-unpopulated',
  'child-detached',
  'partition-key-changed',
  'schema-dropped',
  'schema-renamed',
  'constraint-renamed',
  'enum-label-renamed',
  'enum-label-removed',
  'type-dropped',
  'type-renamed',
  'type-recreated',
  'attribute-dropped',
  'attribute-renamed',
  'attribute-type-changed',
  'domain-check-added',
  'range-changed',
  'routine-dropped',
  'routine-renamed',
  'trigger-added',
  'rule-added',
  'extension-dropped',
  'object-dropped',
  'privilege-revoked',
  'policy-added',
  'policy-dropped',
  'policy-changed',
  'role-dropped',
  'sequence-dropped',
  'sequence-renamed',
] as const);

function isRequired({ after }: Extract<Change, { readonly kind: 'column-added' }>): boolean {
  return !after.nullable && after.default === null && after.identity === null && after.generated === null;
}
