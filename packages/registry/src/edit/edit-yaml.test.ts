import { describe, expect, test } from 'vitest';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type ParsedNode } from 'yaml';
import type { DocumentPath } from '../document/document-path.js';
import { editYaml } from './edit-yaml.js';
import { YamlEditError, type YamlEdit, type YamlValue } from './yaml-edit.js';

const CONTRACT = `# Contract of the Westside league
version: 1   # of the format

relations:
  # who plays
  players:
    read:
      - id
      # gone with migration 019
      - team_id # the old one
      - 'name'

    write: [ contract_signed_at,custom_notes ]   # signed in the browser

  teams: { read: [id, name] }
# the end
`;

interface Example {
  readonly says: string;
  readonly before: string;
  readonly edits: readonly YamlEdit[];
  readonly after: string;
}

const examples: readonly Example[] = [
  {
    says: 'takes a column out of a list with its comment, and leaves the comment above it',
    before: CONTRACT,
    edits: [{ path: ['relations', 'players', 'read', 1], remove: true }],
    after: CONTRACT.replace('      - team_id # the old one\n', ''),
  },
  {
    says: 'adds a column below the last one',
    before: CONTRACT,
    edits: [{ path: ['relations', 'players', 'read', 3], set: 'date_of_birth' }],
    after: CONTRACT.replace("      - 'name'\n", "      - 'name'\n      - date_of_birth\n"),
  },
  {
    says: 'adds a column between brackets as they are written',
    before: CONTRACT,
    edits: [{ path: ['relations', 'players', 'write', 2], set: 'jersey number' }],
    after: CONTRACT.replace('custom_notes ]', 'custom_notes, jersey number ]'),
  },
  {
    says: 'adds a relation above the comment that ends the file',
    before: CONTRACT,
    edits: [{ path: ['relations', '"a b"."select"'], set: { read: ['id'], name: 'Pick' } }],
    after: CONTRACT.replace('\n# the end', '\n  "\\"a b\\".\\"select\\"":\n    read: [id]\n    name: Pick\n# the end'),
  },
  {
    says: 'writes only what differs when a whole relation is set',
    before: CONTRACT,
    edits: [
      {
        path: ['relations', 'players'],
        set: { write: ['contract_signed_at', 'custom_notes'], read: ['id', 'name', 'email'] },
      },
    ],
    after: CONTRACT.replace('      - team_id # the old one\n', '').replace(
      "      - 'name'\n",
      "      - 'name'\n      - email\n",
    ),
  },
  {
    says: 'replaces a list whose order changes',
    before: 'read: # of players\n  - id\n  - name\nwrite: []\n',
    edits: [{ path: ['read'], set: ['name', 'id'] }],
    after: 'read: # of players\n  - name\n  - id\nwrite: []\n',
  },
  {
    says: 'keeps the quotes of a replaced text',
    before: `a: "id"\nb: 'id'\nc: id # key\n`,
    edits: [
      { path: ['a'], set: 'name' },
      { path: ['b'], set: "it's" },
      { path: ['c'], set: 'true' },
    ],
    after: `a: "name"\nb: 'it''s'\nc: "true" # key\n`,
  },
  {
    says: 'keeps CRLF and a missing final line break',
    before: 'relations:\r\n  players:\r\n    read:\r\n    - id\r\n    - name',
    edits: [
      { path: ['relations', 'players', 'read', 2], set: 'email' },
      { path: ['relations', 'players', 'wildcard'], set: true },
      { path: ['relations', 'players', 'read', 1], remove: true },
    ],
    after: 'relations:\r\n  players:\r\n    read:\r\n    - id\r\n    - email\r\n    wildcard: true',
  },
  {
    says: 'takes the last line of a file without final line break',
    before: 'version: 1\r\nconsumer: coach',
    edits: [{ path: ['consumer'], remove: true }],
    after: 'version: 1',
  },
  {
    says: 'turns an empty map into a block',
    before: 'version: 1\nrelations: {}   # none yet\nsource: .\n',
    edits: [{ path: ['relations', 'players', 'read'], set: ['id'] }],
    after: 'version: 1\nrelations:   # none yet\n  players:\n    read: [id]\nsource: .\n',
  },
  {
    says: 'fills in what was left empty, behind a comment too',
    before: 'description: # to be written\nrelations: # none\nowners:\n',
    edits: [
      { path: ['description'], set: 'League' },
      { path: ['relations', 'teams'], set: { wildcard: true } },
      { path: ['owners', 0], set: '@westside/data' },
    ],
    after:
      'description: League # to be written\nrelations: # none\n  teams:\n    wildcard: true\nowners: ["@westside/data"]\n',
  },
  {
    says: 'leaves an empty map behind when the last entry goes',
    before: 'relations:\n  players:\n    read: [id] # all\nsource: .\n',
    edits: [{ path: ['relations', 'players'], remove: true }],
    after: 'relations: {}\nsource: .\n',
  },
  {
    says: 'follows a list that has a line for each column',
    before: 'read: [\n  id, # key\n  name # shown\n]\n',
    edits: [{ path: ['read', 2], set: 'email' }],
    after: 'read: [\n  id, # key\n  name, # shown\n  email\n]\n',
  },
  {
    says: 'keeps a trailing comma',
    before: 'read: [\n  id,\n  name, # shown\n]\nwrite: [id, ]\n',
    edits: [
      { path: ['read', 2], set: 'email' },
      { path: ['read', 0], remove: true },
      { path: ['write', 1], set: 'name' },
    ],
    after: 'read: [\n  name, # shown\n  email,\n]\nwrite: [id, name, ]\n',
  },
  {
    says: 'takes items out from between brackets',
    before:
      'a: [id, name, email]\nb: [id, name, email]\nc: [id, name, email]\nd: [ id ]\ne: [\n  id, # key\n  name # shown\n]\n',
    edits: [
      { path: ['a', 0], remove: true },
      { path: ['b', 1], remove: true },
      { path: ['c', 2], remove: true },
      { path: ['d', 0], remove: true },
      { path: ['e', 1], remove: true },
    ],
    after: 'a: [name, email]\nb: [id, email]\nc: [id, name]\nd: []\ne: [\n  id # key\n]\n',
  },
  {
    says: 'adds a key to a map in braces, and takes one out',
    before: 'players: { read: [id], name: Player }\nteams: {}\n',
    edits: [
      { path: ['players', 'wildcard'], set: true },
      { path: ['players', 'read'], remove: true },
      { path: ['players', 'generate', 'file'], set: 'a.ts' },
    ],
    after: 'players: { name: Player, wildcard: true, generate: { file: a.ts } }\nteams: {}\n',
  },
  {
    says: 'replaces a block by a word and a word by a block',
    before:
      'types:\n  numeric: # money\n    type: Big\n    # from the library\n    write: string\n  uuid: string # text\n',
    edits: [
      { path: ['types', 'numeric'], set: 'number' },
      { path: ['types', 'uuid'], set: { type: 'Uuid' } },
    ],
    after: 'types:\n  numeric: number # money\n  uuid: # text\n    type: Uuid\n',
  },
  {
    says: 'adds behind a text that keeps its blank lines',
    before: 'notes: |+\n  first\n\n\n# end\n',
    edits: [{ path: ['source'], set: 'apps' }],
    after: 'notes: |+\n  first\n\n\nsource: apps\n# end\n',
  },
  {
    says: 'replaces a text of several lines',
    before: 'a: |+\n  first\n\nb: >\n  second\n  line\n\n# end\nc: plain\n  text\n',
    edits: [
      { path: ['a'], set: 'one' },
      { path: ['b'], set: 'two' },
      { path: ['c'], set: 'three\nlines' },
    ],
    after: 'a: one\nb: two\n\n# end\nc: "three\\nlines"\n',
  },
  {
    says: 'replaces a value with its tag',
    before: 'a: !!str 1 # b\n',
    edits: [{ path: ['a'], set: 5 }],
    after: 'a: 5 # b\n',
  },
  {
    says: 'takes the first key out of a map that starts behind a dash',
    before: 'teams:\n  - id: 1\n    name: Westside\n  - id: 2\n',
    edits: [{ path: ['teams', 0, 'id'], remove: true }],
    after: 'teams:\n  - name: Westside\n  - id: 2\n',
  },
  {
    says: 'starts an empty file',
    before: '# nothing yet',
    edits: [{ path: ['version'], set: 1 }],
    after: '# nothing yet\nversion: 1',
  },
  {
    says: 'takes __proto__ for a key like any other',
    before: 'relations: {}\n',
    edits: [{ path: ['relations', '__proto__', 'read', 0], set: '__proto__' }],
    after: 'relations:\n  __proto__:\n    read: [__proto__]\n',
  },
  {
    says: 'changes nothing where the value is the same',
    before: "a:   'x'   # y\n",
    edits: [{ path: ['a'], set: 'x' }],
    after: "a:   'x'   # y\n",
  },
];

describe('an edit', () => {
  test.each(examples)('$says', ({ before, edits, after }) => {
    expect(editYaml(before, edits)).toBe(after);
  });

  test.each<readonly [string, string, YamlEdit]>([
    ['of a text with mistakes', 'a: [', { path: ['a'], set: 1 }],
    ['of a text with aliases', 'a: &x 1\nb: *x\n', { path: ['a'], set: 2 }],
    ['of a text with a key twice', 'a: 1\na: 2\n', { path: ['a'], set: 3 }],
    ['that removes nothing', 'a: 1\n', { path: ['b'], remove: true }],
    ['that leaves a gap in a list', 'a: [1]\n', { path: ['a', 3], set: 1 }],
    ['below a word', 'a: 1\n', { path: ['a', 'b'], set: 1 }],
    ['of the whole document', 'a: 1\n', { path: [], remove: true }],
  ])('%s is refused', (_, before, edit) => {
    expect(() => editYaml(before, [edit])).toThrow(YamlEditError);
  });
});

const NASTY: readonly string[] = [
  CONTRACT,
  CONTRACT.replaceAll('\n', '\r\n'),
  CONTRACT.trimEnd(),
  '\uFEFF# bom\na:\n    b:   1\n    c: [x,y ,  z]\n\n\nd:\n- e\n-   f # g\n\n- h',
  '? long key\n: value # c\n? other\n:\n  - x\n  - {y: 1, "z": [2, 3,], w}\n',
  '{ version: 1, # one\n  relations: {\n    players: {read: [id,\n      name], wildcard: true }, # p\n    teams: { read: [ ] }\n  }\n}\n',
  'list:\n- - 1\n  - 2\n-\n  - 3 # three\n- a: 1\n  b: 2 # two\n\n  # c\n  c: |\n    text\n\n- "x: y" # q\nlast: >-\n  folded\n  text\n\n\n# over\n',
  '---\na: "q\\u00e9\\n" # esc\nb: \'it\'\'s\'\n"c d": {}\ne: []\n# x\nf:\n  # lonely\n  g: ~\n...\n',
  'a:\n\n\n  b: 1\n\n\n  c: 2\n\n\nd: null\ne: # empty\nf: "# no comment"\n',
];

const VALUES: readonly YamlValue[] = [
  'name',
  'two words',
  '',
  'true',
  '12',
  'a: b',
  '# x',
  "it's",
  '"a b"."select"',
  'line\nbreak',
  '🏀',
  '- x',
  '__proto__',
  '@x',
  '\u2028\u0085\ufeff',
  7,
  -1.5,
  false,
  null,
  ['id', 'name'],
  [],
  {},
  { read: ['id'], deep: { 'k: v': 1 } },
  [{ a: 1 }, ['b']],
  Array.from({ length: 30 }, (_, index) => `column_${index}`),
];

describe('any edit of a nasty document', () => {
  test('has many places to be made at', () => expect(NASTY.flatMap(pathsOf).length).toBeGreaterThan(80));

  test.each(NASTY.map((text, index) => ({ index, text })))(
    'a value is set at every place of document $index',
    ({ text }) => {
      for (const [index, path] of pathsOf(text).entries())
        for (const value of someValues(index)) {
          const result = editYaml(text, [{ path, set: value }]);
          expect(valueIn(result, path)).toEqual(value);
          expectUntouchedAround(text, result, path);
        }
    },
  );

  test.each(NASTY.map((text, index) => ({ index, text })))(
    'every entry of document $index can be removed',
    ({ text, index }) => {
      // Where items share lines, the item below moves up to the line of the one that goes.
      const expectAround = index === 5 || index === 6 ? expectTextAround : expectUntouchedAround;
      for (const path of pathsOf(text)) {
        const result = editYaml(text, [{ path, remove: true }]);
        expectAround(text, result, path);
      }
    },
  );

  test.each(NASTY.map((text, index) => ({ index, text })))(
    'what is added to document $index can be removed without a trace',
    ({ text }) => {
      for (const [index, { path, size }] of collectionsOf(text).entries())
        for (const value of someValues(index)) {
          const at = [...path, size ?? 'added key'];
          const added = editYaml(text, [{ path: at, set: value }]);
          expect(valueIn(added, at)).toEqual(value);
          expect(commentsOf(added)).toEqual(commentsOf(text));
          if (!/[[{]\s*[\]}]/u.test(textOf(text, path)))
            expect(editYaml(added, [{ path: at, remove: true }])).toBe(text);
        }
    },
  );
});

/** A fifth of the values, another one at each place, so that the tests stay quick; FULL=1 takes them all. */
function someValues(place: number): readonly YamlValue[] {
  return process.env['FULL'] ? VALUES : VALUES.filter((_, index) => index % 5 === place % 5);
}

/** Everything outside the edited entry's own lines is as it was. */
function expectUntouchedAround(before: string, after: string, path: DocumentPath): void {
  const { first, last } = linesOf(before, path);
  const old = before.split('\n');
  const [above, below] = [old.slice(0, first).join('\n'), old.slice(last + 1).join('\n')];
  expect(withoutCommas(after).startsWith(withoutCommas(above))).toBe(true);
  expect(after.endsWith(below)).toBe(true);
}

/** An item that goes takes the comma behind the one before it along. */
function withoutCommas(text: string): string {
  return text.replace(/,(?=[^\S\n]*(?:#.*)?$)/gmu, '');
}

/** The same, where an item that goes may pull the next one up to its line. */
function expectTextAround(before: string, after: string, path: DocumentPath): void {
  const { first, last } = linesOf(before, path);
  const old = before.split('\n');
  expect(withoutSpace(after).startsWith(withoutSpace(old.slice(0, first).join('')))).toBe(true);
  expect(withoutSpace(after).endsWith(withoutSpace(old.slice(last + 1).join('')))).toBe(true);
}

function withoutSpace(text: string): string {
  return text.replace(/[\s,]+/gu, '');
}

function open(text: string): { readonly top: ParsedNode | null; readonly lines: LineCounter } {
  const lines = new LineCounter();
  return { top: parseDocument(text, { lineCounter: lines, stringKeys: true }).contents, lines };
}

function valueIn(text: string, path: DocumentPath): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], toJs(open(text).top));
}

function toJs(node: unknown): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map(toJs);
  if (isMap(node))
    return Object.fromEntries(
      node.items.map((pair) => [String((pair.key as { value: unknown }).value), toJs(pair.value)]),
    );
  return null;
}

/** Lines of an entry; those of its parent where the parent loses its last entry. */
function linesOf(text: string, path: DocumentPath): { readonly first: number; readonly last: number } {
  const { top, lines } = open(text);
  let node: unknown = top;
  let [start, end] = [0, text.length];
  for (const step of path) {
    const alone = (isMap(node) || isSeq(node)) && node.items.length === 1;
    const pair = isMap(node) ? node.items.find(({ key }) => String((key as { value: unknown }).value) === step) : null;
    node = pair ? pair.value : isSeq(node) ? node.items[Number(step)] : null;
    if (alone) continue;
    const dash = pair ? null : text.slice(0, (node as Node | null)?.range?.[0] ?? 0).search(/-\s*$/u);
    const [from, to] = [(pair?.key ?? node) as Node | null, node as Node | null];
    start = dash !== null && dash >= 0 ? dash : (from?.range?.[0] ?? start);
    end = to?.range?.[1] ?? end;
  }
  const trimmed = start + text.slice(start, end).trimEnd().length;
  return {
    first: lines.linePos(start).line - 1,
    last: Math.max(lines.linePos(trimmed).line, lines.linePos(end).line - 1) - 1,
  };
}

function pathsOf(text: string): readonly DocumentPath[] {
  return collectionsOf(text).flatMap(({ path, keys }) => keys.map((key) => [...path, key]));
}

function collectionsOf(
  text: string,
): readonly { readonly path: DocumentPath; readonly keys: DocumentPath; readonly size: number | null }[] {
  const visit = (node: unknown, path: DocumentPath): ReturnType<typeof collectionsOf> => {
    if (isSeq(node)) {
      const keys = node.items.map((_, index) => index);
      return [{ path, keys, size: keys.length }, ...node.items.flatMap((item, index) => visit(item, [...path, index]))];
    }
    if (!isMap(node)) return [];
    const keys = node.items.map(({ key }) => String((key as { value: unknown }).value));
    return [
      { path, keys, size: null },
      ...node.items.flatMap(({ value }, index) => visit(value, [...path, keys[index] ?? ''])),
    ];
  };
  return visit(open(text).top, []);
}

function textOf(text: string, path: DocumentPath): string {
  const node = parseDocument(text, { stringKeys: true }).getIn(path, true) as Node | undefined;
  return path.length === 0 ? text : text.slice(...((node?.range?.slice(0, 2) ?? [0, 0]) as [number, number]));
}

function commentsOf(text: string): readonly string[] {
  return text.match(/(?<=^|\s)#[^\n\r"']*/gmu) ?? [];
}

describe('dropping entries of a map', () => {
  const TEAMS =
    'relations:\n  # section\n\n  # who plays\n  # for whom\n  players: { read: [id] } # p\n  teams:\n    read: [id]\n    # inside\n  # the end\n  outbox: {}\n# after\n';

  test.each<readonly [keys: readonly string[], text: string, after: string]>([
    [['players'], TEAMS, TEAMS.replace(/ {2}# who plays\n.*\n.*# p\n/u, '')],
    [['players', 'teams'], TEAMS, 'relations:\n  # section\n\n  # the end\n  outbox: {}\n# after\n'],
    [['outbox', 'teams'], TEAMS, TEAMS.replace(/ {2}teams:(?:.|\n)*outbox: \{\}\n/u, '')],
    [['teams', 'players', 'outbox'], TEAMS, 'relations: {}\n  # section\n\n# after\n'],
    [['players', 'outbox'], '{ relations: { players: {}, teams: {}, outbox: {} } }', '{ relations: { teams: {} } }'],
    [
      ['teams', 'outbox'],
      'relations:\r\n  players: {}\r\n  # t\r\n  teams: {}\r\n  outbox: {}',
      'relations:\r\n  players: {}',
    ],
    [[], TEAMS, TEAMS],
  ])('%j takes the comments above them along', (drop, text, after) => {
    expect(editYaml(text, [{ path: ['relations'], drop }])).toBe(after);
  });

  test('that are not there is refused', () => {
    expect(() => editYaml(TEAMS, [{ path: ['relations'], drop: ['parents'] }])).toThrow(YamlEditError);
  });
});
