/** Steps from the top of a YAML or JSON document to one of its nodes: keys of maps, indexes of lists. */
export type DocumentPath = readonly (string | number)[];

/** A path as messages print it: `relations.players.read[2]`, `relations["\"a b\".players"]`; the top is `the document`. */
export function printPath(path: DocumentPath): string {
  if (path.length === 0) return 'the document';
  return path.map((step, index) => printStep(step, index === 0)).join('');
}

function printStep(step: string | number, first: boolean): string {
  if (typeof step === 'number') return `[${step}]`;
  if (!/^[\p{L}\p{N}_$@/-]+$/u.test(step)) return `[${JSON.stringify(step)}]`;
  return first ? step : `.${step}`;
}

/** The value at a path of a plain value, undefined where there is none. Own keys only: `__proto__` is a key like any other. */
export function valueAt(value: unknown, path: DocumentPath): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Readonly<Record<string | number, unknown>>)[step]; // just asked: it owns the step
  }
  return current;
}

/** Keys and values of a map; nothing for anything else, so that a rule can look into a document that is wrong elsewhere. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** The items of a list; nothing for anything else. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
