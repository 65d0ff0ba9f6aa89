import { DEFAULT_SCHEMA, type Relation } from '@rowpact/model';

/** What people put around the name of a thing to say that it is its row. */
const BEFORE = new Set(['i', 't', 'db', 'database', 'sql', 'pg', 'raw', 'full', 'base']);
const AFTER = new Set(
  'row record entity model type table data db database interface result select selectable selected schema shape'.split(
    ' ',
  ),
);
/** A type with such a word says what is sent, not what is read. */
const SENT = new Set(
  'insert insertable inserts update updatable updates create created new input form patch params args request body payload dto props response filter filters query options'.split(
    ' ',
  ),
);
const IRREGULAR = new Map([
  ['people', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
  ['indices', 'index'],
]);

/** Spellings under which a relation's name and a type's are compared; equal ones name the same thing. */
export function relationKeys({ schema, name }: Pick<Relation, 'schema' | 'name'>): readonly string[] {
  const own = wordsOf(name);
  if (schema === DEFAULT_SCHEMA) return keysOf(own);
  return [...keysOf(own), ...keysOf([...wordsOf(schema), ...own])];
}

/** The keys of a type's name: as it is, and without each word that only says "row" (`IPlayer`, `DbPlayerRecord`). */
export function typeKeys(name: string): readonly string[] {
  const words = wordsOf(name);
  const keys: string[] = [];
  for (let first = 0; first < words.length; first++) {
    if (first > 0 && !BEFORE.has(words[first - 1] ?? '')) break;
    for (let last = words.length; last > first; last--) {
      if (last < words.length && !AFTER.has(words[last] ?? '')) break;
      keys.push(...keysOf(words.slice(first, last)));
    }
  }
  return [...new Set(keys)];
}

/** Whether a type's name says that it is sent to the database or between services: `NewPlayer`, `PlayerUpdate`. */
export function namesSomethingSent(name: string): boolean {
  return wordsOf(name).some((word) => SENT.has(word));
}

/** `fullName` as a column is usually called: `full_name`. */
export function snakeCase(name: string): string {
  if (!/\p{Lu}/u.test(name)) return name;
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .toLowerCase();
}

function wordsOf(name: string): readonly string[] {
  return snakeCase(name)
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');
}

function keysOf(words: readonly string[]): readonly string[] {
  let keys = [''];
  for (const word of words) keys = keys.flatMap((key) => singulars(word).map((one) => `${key}${one} `)).slice(0, 32);
  return keys.map((key) => key.trimEnd());
}

/** What a word can be the plural of, itself included: `courses` of `course` or, like `buses`, of `cours`. */
function singulars(word: string): readonly string[] {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return [irregular];
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return [word];
  if (word.endsWith('ies')) return [`${word.slice(0, -3)}y`, word.slice(0, -1)];
  if (/(?:s|x|z|ch|sh|o)es$/.test(word)) return [word.slice(0, -2), word.slice(0, -1)];
  return [word.slice(0, -1)];
}
