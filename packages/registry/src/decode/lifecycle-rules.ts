import { isDay, parseCascadeItem, parseLifecycleSubject, splitName, type LifecycleKind } from '@rowpact/model';
import { entriesOf, itemsOf, valueAt, type DocumentPath } from '../document/document-path.js';
import { unexpected, type Problem } from '../document/problem.js';
import { LIMIT_HINT, NAME_HINT, nameExpectation } from './name-expectation.js';

/** The parts of `lifecycle.yaml` that hold announcements, and what stands in each. */
export const SECTIONS = {
  columns: 'column',
  tables: 'table',
  enum_values: 'enum value',
  constraints: 'constraint',
  defaults: 'default',
} as const satisfies Readonly<Record<string, LifecycleKind>>;

export type Section = keyof typeof SECTIONS;

/** What a schema cannot say of `lifecycle.yaml`: names that SQL can read and that mean different things, days that exist. */
export function lifecycleProblems(value: unknown): readonly Problem[] {
  return [
    ...Object.entries(SECTIONS).flatMap(([section, kind]) => sectionProblems(value, section, kind)),
    ...itemsOf(valueAt(value, ['approvals'])).flatMap((_, index, all) => approvalProblems(value, all, index)),
  ];
}

function sectionProblems(value: unknown, section: string, kind: LifecycleKind): readonly Problem[] {
  const seen = new Map<string, string>();
  return entriesOf(valueAt(value, [section])).flatMap(([key, entry]): readonly Problem[] => {
    const path = [section, key];
    return [...keyProblems(path, key, kind, seen), ...entryProblems(path, entry)];
  });
}

function keyProblems(
  path: DocumentPath,
  key: string,
  kind: LifecycleKind,
  seen: Map<string, string>,
): readonly Problem[] {
  const subject = parseLifecycleSubject(kind, key);
  if (subject === null) return [{ ...unexpected(path, EXPECTED[kind], key, NAME_HINT), at: 'key' }];
  const limit = splitName(subject)
    ?.map(nameExpectation)
    .find((expected) => expected !== null);
  if (limit) return [{ ...unexpected(path, limit, key, LIMIT_HINT), at: 'key' }];
  const first = seen.get(subject);
  seen.set(subject, first ?? key);
  if (first === undefined) return [];
  const message = `expected each name once, found ${subject} again: "${first}" stands further up`;
  return [{ path, at: 'key', message, hint: 'Merge the two entries.' }];
}

function entryProblems(path: DocumentPath, entry: unknown): readonly Problem[] {
  const needsDay =
    isFilled(entry) && valueAt(entry, ['remove_after']) === undefined && valueAt(entry, ['dropped']) === undefined;
  return [
    ...(needsDay ? [unexpected([...path, 'remove_after'], 'the day after which it may be dropped', undefined)] : []),
    ...dayProblems(entry, path, ['remove_after']),
    ...dayProblems(entry, path, ['dropped', 'on']),
    ...itemsOf(valueAt(entry, ['cascade'])).flatMap((item, index, all): readonly Problem[] => {
      const here = [...path, 'cascade', index];
      if (typeof item !== 'string' || item === '') return [];
      if (parseCascadeItem(item) === null) return [unexpected(here, CASCADE, item, CASCADE_HINT)];
      return all.indexOf(item) === index ? [] : [unexpected(here, 'each object once', item, 'Remove one of the two.')];
    }),
  ];
}

function isFilled(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && !Array.isArray(entry);
}

function dayProblems(value: unknown, above: DocumentPath, path: DocumentPath): readonly Problem[] {
  const day = valueAt(value, path);
  if (typeof day !== 'string' || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u.test(day) || isDay(day)) return [];
  return [unexpected([...above, ...path], 'a day that exists', day, 'Correct the day: month and day count from 1.')];
}

function approvalProblems(value: unknown, all: readonly unknown[], index: number): readonly Problem[] {
  const path = ['approvals', index];
  const keyOf = (approval: unknown): string =>
    `${String(valueAt(approval, ['fingerprint']))} ${String(valueAt(approval, ['hazard']))}`;
  const twice = all.findIndex((other) => keyOf(other) === keyOf(all[index])) < index;
  const named = valueAt(all[index], ['fingerprint']) !== undefined;
  return [
    ...dayProblems(all[index], path, ['expires']),
    ...(twice && named
      ? [
          unexpected(
            [...path, 'fingerprint'],
            'each finding approved once',
            valueAt(value, [...path, 'fingerprint']),
            'Remove one of the two.',
          ),
        ]
      : []),
  ];
}

const EXPECTED: Readonly<Record<LifecycleKind, string>> = {
  column: 'table.column or schema.table.column',
  table: 'the name of a table or view: players, billing.orders',
  'enum value': 'type.value or schema.type.value',
  constraint: 'table.constraint or schema.table.constraint',
  default: 'table.column or schema.table.column',
};
const CASCADE = 'a kind and a name, such as "view active_players"';
const CASCADE_HINT =
  'Write "view name", "constraint table.name", "function name(types)"; kinds are those of SQL, in small letters.';
