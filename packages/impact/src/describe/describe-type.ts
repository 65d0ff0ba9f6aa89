import type { SchemaChange } from '@rowpact/model';
import { says, type Description } from './description.js';
import { condition, newName, say } from './names.js';
import { defaultWords } from './describe-column.js';

/** Null for a change of anything but a type. */
export function describeType(change: SchemaChange): Description | null {
  if (!('type' in change)) return null;
  const { type } = change;
  const name = say.type(type);
  if ('label' in change) return says(say.label(type, change.label), labelWords(change));
  if ('attribute' in change) return says(say.attribute(type, change.attribute), attributeWords(change));
  switch (change.kind) {
    case 'enum-reordered':
      return says(name, 'has its values in another order');
    case 'type-created':
      return says(name, 'is a new type');
    case 'type-dropped':
      return says(name, change.cascaded ? 'is dropped along with what it depends on' : 'is dropped');
    case 'type-renamed':
      return says(name, `is renamed to ${newName(type, change.to)}`);
    case 'type-recreated':
      return says(name, 'is another type of the same name now');
    case 'domain-check-added':
      return says(name, `gains the check ${condition(change.check.definition)}`);
    case 'domain-check-dropped':
      return says(name, `loses the check ${condition(change.check.definition)}`);
    case 'domain-not-null-changed':
      return says(name, change.notNull ? 'no longer takes NULL' : 'can be NULL');
    case 'domain-default-changed':
      return says(name, defaultWords(change.before, change.after));
    case 'range-changed':
      return says(name, 'is a range of another type');
  }
}

type OfLabel = Extract<SchemaChange, { readonly label: string }>;

function labelWords(change: OfLabel): string {
  switch (change.kind) {
    case 'enum-label-added':
      return change.last ? 'is a new value' : 'is a new value before others';
    case 'enum-label-removed':
      return 'is removed';
    case 'enum-label-renamed':
      return `is renamed to ${say.text(change.to)}`;
  }
}

type OfAttribute = Extract<SchemaChange, { readonly attribute: string }>;

function attributeWords(change: OfAttribute): string {
  switch (change.kind) {
    case 'attribute-added':
      return 'is added';
    case 'attribute-dropped':
      return 'is dropped';
    case 'attribute-type-changed':
      return 'has another type';
    case 'attribute-renamed':
      return `is renamed to ${say.identifier(change.to)}`;
  }
}
