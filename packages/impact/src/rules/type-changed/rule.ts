import { displayName, partsOf, type Change } from '@rowpact/model';
import { names } from '../../judge/blame.js';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { namesInText } from '../column-named.js';
import { analysisBefore, refusedAfter, rowEvidence, takenAfter } from '../statement-facts.js';
import { consumerStep, maker, producerStep, quoted, remedy } from '../wording.js';

type Renamed = Extract<Change, { readonly kind: 'type-renamed' }>;
type Attribute = Extract<
  Change,
  { readonly kind: 'attribute-added' | 'attribute-dropped' | 'attribute-type-changed' | 'attribute-renamed' }
>;
type Made = Extract<Change, { readonly kind: 'type-dropped' | 'type-recreated' | 'range-changed' }>;
type OfType = Renamed | Attribute | Made;

/** A type of the producer's own changes: casts name it, composites are taken apart by it. */
export const typeChanged: Rule = {
  id: 'type-changed',
  about: [
    'type-dropped',
    'type-recreated',
    'type-renamed',
    'range-changed',
    'attribute-added',
    'attribute-dropped',
    'attribute-type-changed',
    'attribute-renamed',
  ],
  judge: (change, at) => (isOfType(change) ? judge(change, at) : null),
};

function isOfType(change: Change): change is OfType & Change {
  return typeChanged.about.includes(change.kind);
}

/** What PostgreSQL answers for a type that is not there, or is another. */
const OF_TYPES = /^(?:42704|42883|42804|42846|42809|22P02|42703|3F000)$/u;

function judge(change: OfType & Change, at: StatementAt): Judgement | null {
  const refusal = refusedAfter(at);
  const name = 'attribute' in change ? change.attribute : partsOf(change.type).name;
  if (refusal !== null) {
    const told = names(refusal, name);
    if (!OF_TYPES.test(refusal.sqlstate) || !(told || usesType(change, at))) return null;
    return fails(change, name, !told);
  }
  return takenAfter(at) ? arrives(change, at) : null;
}

function usesType({ type }: OfType, at: StatementAt): boolean {
  return (analysisBefore(at)?.types ?? []).includes(type) || namesInText(at, partsOf(type).name);
}

function fails(change: OfType & Change, name: string, behind: boolean): Judgement {
  return {
    verdict: 'breaks',
    what: `names ${'attribute' in change ? `${displayName(change.type)}.${quoted(name)}` : displayName(change.type)}, which ${becomes(change)}`,
    why: 'PostgreSQL refuses a cast to a type, or a part of a composite, that is not there. Values without a cast take the type of their column and go on.',
    underline: name,
    behind,
    remedy: way(change),
  };
}

/** Values of the type as the driver hands them on: a composite is the text `(street,zip)`. */
function arrives(change: OfType & Change, at: StatementAt): Judgement | null {
  // The names of a composite's parts are not in its text.
  if (change.kind === 'type-renamed' || change.kind === 'type-dropped' || change.kind === 'attribute-renamed')
    return null;
  const output = (analysisBefore(at)?.columns ?? []).find(({ type }) => type.id === change.type);
  if (output === undefined) return null;
  const { reads, escapes } = rowEvidence(at, output.name);
  const places = output.wildcard ? [...reads, ...escapes] : [];
  if (output.wildcard && at.statement.rows !== null && places.length === 0) return null;
  const onlyName = change.kind === 'type-recreated';
  return {
    verdict: 'silent',
    ...(onlyName ? { level: 'note' as const } : {}),
    what: `reads ${output.name}, a ${displayName(change.type)}, which ${becomes(change)}`,
    why: onlyName
      ? 'The text of the values stays; a parser that the code has set for the old type no longer runs.'
      : 'A value of the type arrives as one text with all its parts: who takes it apart finds more, fewer or other parts.',
    underline: output.wildcard ? '*' : output.name,
    ...(places.length === 0 ? {} : { evidence: places }),
    remedy: way(change),
  };
}

function becomes(change: OfType & Change): string {
  switch (change.kind) {
    case 'type-renamed':
      return `${maker(change)} renames to ${displayName(change.to)}`;
    case 'attribute-renamed':
      return `${maker(change)} renames to ${quoted(change.to)}`;
    case 'attribute-added':
      return `${maker(change)} gives ${quoted(change.attribute)} too`;
    case 'attribute-dropped':
    case 'type-dropped':
      return `${maker(change)} drops`;
    case 'attribute-type-changed':
      return `${maker(change)} gives another type of ${quoted(change.attribute)}`;
    case 'type-recreated':
      return `${maker(change)} drops and makes again`;
    case 'range-changed':
      return `${maker(change)} makes another range`;
    default:
      return change satisfies never;
  }
}

function way(change: OfType) {
  const type = displayName(change.type);
  return remedy(
    `Make a new type beside ${type}, move the consumers, then drop the old one.`,
    producerStep('keep the type as it is, and give what is new a type and a column of its own'),
    consumerStep(`use the new one instead of ${type}, deploy, and run \`rowpact scan\``),
    producerStep('drop the old column and type in a later migration', `DROP TYPE ${type};`),
  );
}
