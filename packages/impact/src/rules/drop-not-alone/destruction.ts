import { columnId, displayName, type Change } from '@rowpact/model';

/** What a change takes away or makes fail, as the end of a sentence about its migration; null for a change that takes nothing away. */
export function destruction(change: Change): { readonly what: string; readonly names: readonly string[] } | null {
  switch (change.kind) {
    case 'column-dropped':
    case 'column-recreated':
    case 'column-renamed':
    case 'column-type-changed':
    case 'column-not-null-set': {
      const id = columnId(change.relation, change.column);
      return { what: `${VERBS[change.kind]} ${displayName(id)}`, names: [id, change.relation] };
    }
    case 'relation-dropped':
    case 'relation-renamed':
    case 'relation-replaced':
      return { what: `${VERBS[change.kind]} ${displayName(change.relation)}`, names: [change.relation] };
    case 'data-written':
      return change.how === 'delete' || change.how === 'truncate'
        ? { what: `deletes rows of ${displayName(change.relation)}`, names: [] }
        : null;
    case 'constraint-dropped':
      return {
        what: `drops the constraint ${change.before.name}`,
        names: [columnId(change.relation, change.before.name)],
      };
    default:
      return ofOthers(change);
  }
}

function ofOthers(change: Change): { readonly what: string; readonly names: readonly string[] } | null {
  switch (change.kind) {
    case 'enum-label-removed':
    case 'enum-label-renamed':
      return { what: `${VERBS[change.kind]} the value ${change.label} of ${displayName(change.type)}`, names: [] };
    case 'type-dropped':
    case 'type-renamed':
    case 'type-recreated':
      return { what: `${VERBS[change.kind]} the type ${displayName(change.type)}`, names: [change.type] };
    case 'attribute-dropped':
    case 'attribute-renamed':
      return {
        what: `${VERBS[change.kind]} ${change.attribute} of the type ${displayName(change.type)}`,
        names: [change.type],
      };
    case 'routine-dropped':
    case 'routine-renamed':
      return { what: `${VERBS[change.kind]} ${change.before.signature}`, names: [change.before.signature] };
    case 'sequence-dropped':
      return { what: `drops the sequence ${displayName(change.before.id)}`, names: [change.before.id] };
    case 'schema-dropped':
    case 'schema-renamed':
      return { what: `${VERBS[change.kind]} the schema ${change.schema}`, names: [] };
    case 'trigger-dropped':
    case 'policy-dropped':
    case 'rule-dropped': {
      const id = columnId(change.relation, change.before.name);
      return {
        what: `drops the ${change.kind.slice(0, -'-dropped'.length)} ${displayName(id)}`,
        names: [id, change.relation],
      };
    }
    default:
      return null;
  }
}

const VERBS = {
  'column-dropped': 'drops',
  'column-recreated': 'drops and adds again',
  'column-renamed': 'renames',
  'column-type-changed': 'changes the type of',
  'column-not-null-set': 'sets NOT NULL on',
  'relation-dropped': 'drops',
  'relation-renamed': 'renames',
  'relation-replaced': 'replaces',
  'enum-label-removed': 'removes',
  'enum-label-renamed': 'renames',
  'type-dropped': 'drops',
  'type-renamed': 'renames',
  'type-recreated': 'drops and makes again',
  'attribute-dropped': 'drops',
  'attribute-renamed': 'renames',
  'routine-dropped': 'drops',
  'routine-renamed': 'renames',
  'schema-dropped': 'drops',
  'schema-renamed': 'renames',
} as const;
