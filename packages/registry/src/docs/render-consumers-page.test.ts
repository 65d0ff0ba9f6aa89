import {
  DEFAULT_POLICY,
  DEFAULT_SCAN,
  relationId,
  type ConsumerUse,
  type Contract,
  type ContractRelation,
  type Producer,
  type Relation,
  type RelationKind,
  type Snapshot,
} from '@rowpact/model';
import type { Nodes, Root, Table } from 'mdast';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../list/load-markdown.js';
import { readUseList } from '../list/read-use-list.js';
import { access, place, statement, westside } from '../testing/uses.js';
import type { ConsumersPage } from './consumers-page.js';
import { code, plainText } from './markdown.js';
import { renderConsumersPage } from './render-consumers-page.js';

// A case is a folder with what there is, in short, and the page.
const CASES = join(import.meta.dirname, 'cases');
const cases = readdirSync(CASES).filter((name) => !name.startsWith('.'));

/** What a case's `input.json` says: a page's input without what does not matter. */
interface Input {
  readonly producer: Partial<Producer>;
  readonly contracts: readonly (Omit<Partial<Contract>, 'relations'> & {
    readonly relations: Readonly<Record<string, Partial<ContractRelation>>>;
  })[];
  /** `westside` for the record of the tests, null for none. */
  readonly uses: Readonly<Record<string, 'westside' | Partial<ConsumerUse['coverage']> | null>>;
  readonly relations: Readonly<Record<string, readonly string[]>> | null;
  readonly kinds?: Readonly<Record<string, RelationKind>>;
  readonly page?: string;
}

function inputOf(name: string): ConsumersPage {
  const input = JSON.parse(readFileSync(join(CASES, name, 'input.json'), 'utf8')) as Input;
  return {
    producer: {
      name: 'basketball-api',
      description: null,
      owners: [],
      source: {
        kind: 'migrations',
        folder: 'examples/basketball-api/migrations',
        ignore: [],
        order: null,
        placeholders: {},
      },
      extensions: [],
      policy: DEFAULT_POLICY,
      ...input.producer,
    },
    contracts: input.contracts.map(contractOf),
    uses: new Map(Object.entries(input.uses).map(([consumer, use]) => [consumer, useOf(consumer, use)])),
    snapshot: input.relations && snapshotOf(input.relations, input.kinds ?? {}),
    ...(input.page === undefined ? {} : { page: input.page }),
  };
}

function contractOf({ relations, ...rest }: Input['contracts'][number]): Contract {
  return {
    ...{ consumer: 'westside-contracts', producer: 'basketball-api', description: null, owners: [], source: '.' },
    ...{ generate: null, scan: DEFAULT_SCAN, role: null },
    ...rest,
    relations: Object.entries(relations).map(([name, relation]) => ({
      ...{
        relation: relationId('public', name),
        name: null,
        wildcard: false,
        read: [],
        write: [],
        keep: [],
        expose: null,
      },
      ...relation,
    })),
  };
}

function useOf(consumer: string, use: Input['uses'][string] | undefined): ConsumerUse | null {
  if (use === null || use === undefined) return null;
  if (use === 'westside') return westside;
  const deletion = statement('DELETE FROM outbox', place('a.ts', 1), {
    caller: 'kysely',
    access: [access('outbox', { deletes: true })],
  });
  return {
    ...westside,
    consumer,
    statements: [deletion],
    coverage: { ...westside.coverage, refused: 0, blind: 0, unreadable: 0, ...use },
  };
}

function snapshotOf(relations: NonNullable<Input['relations']>, kinds: NonNullable<Input['kinds']>): Snapshot {
  const made = Object.entries(relations).map(
    ([name, columns]) =>
      // The page looks at these only.
      ({
        id: relationId('public', name),
        schema: 'public',
        name,
        kind: kinds[name] ?? 'table',
        columns: columns.map((column) => ({ name: column })),
      }) as unknown as Relation,
  );
  const none = {
    schemas: [],
    extensions: [],
    policy: DEFAULT_POLICY,
    enums: [],
    domains: [],
    composites: [],
    ranges: [],
    functions: [],
  };
  return { ...none, relations: made };
}

describe('the page about who uses a database', () => {
  test.each(cases)('case %s', (name) => {
    const golden = join(CASES, name, 'expected.md');
    const page = renderConsumersPage(inputOf(name));
    if (process.env['UPDATE_GOLDENS']) writeFileSync(golden, page);
    expect(page).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : 'no golden; run with UPDATE_GOLDENS=1');
  });

  test.each(cases)(
    'is in case %s the same in whatever order it is given, and has rows as wide as their headers',
    (name) => {
      const input = inputOf(name);
      const page = renderConsumersPage(input);
      const reversed = {
        ...input,
        contracts: [...input.contracts]
          .reverse()
          .map((contract) => ({ ...contract, relations: [...contract.relations].reverse() })),
        uses: new Map([...input.uses].reverse()),
      };
      expect(renderConsumersPage(reversed)).toBe(page);
      for (const { children } of tablesOf(parseMarkdown(page)))
        expect(new Set(children.map((row) => row.children.length)).size).toBe(1);
    },
  );

  test('shows every name as it is, however hostile', () => {
    const input = inputOf('hostile-names');
    const root = parseMarkdown(renderConsumersPage(input));
    const shown = textOf(root);
    const columns = input.contracts.flatMap(({ relations }) => relations.flatMap(({ read }) => read));
    for (const column of columns)
      expect(shown).toContain(column.replace('\n', '\\n').replace('\0', '\\u0000').replace('\u202e', '\\u202e'));
    expect(htmlIn(root).filter((html) => !/^<\/?code>$/u.test(html))).toEqual([expect.stringMatching(/^<!--/u)]);
  });

  test('is no list for an audit to be fooled by: its tables name consumers, not tables', () => {
    expect(() => readUseList(renderConsumersPage(inputOf('no-consumers')), 'README.md')).toThrow();
  });
});

describe('text in Markdown', () => {
  test.each([
    'a | b',
    '`x`',
    'a\\|b',
    '<img src=x>',
    '&amp;',
    ' x ',
    'a*b*c',
    '[x](y)',
    '_x_',
    'a_b',
    '~~x~~',
    '``',
    '\\',
    'snake_case',
    '!',
    '# x',
  ])('%j reads as itself, as code and as text', (text) => {
    const root = parseMarkdown(`| a |\n|---|\n| ${code(text)} |\n| t ${plainText(text)} |\n`);
    const [, first, second] = tablesOf(root)[0]?.children ?? [];
    expect(first && textOf(first)).toBe(text);
    expect(second && textOf(second)).toBe(`t ${text.trim()}`);
  });
});

function tablesOf(root: Root): readonly Table[] {
  return root.children.filter((node) => node.type === 'table');
}

function textOf(node: Nodes): string {
  if ('children' in node) return (node.children as readonly Nodes[]).map(textOf).join('');
  return node.type === 'text' || node.type === 'inlineCode' ? node.value : '';
}

function htmlIn(node: Nodes): readonly string[] {
  if (node.type === 'html') return [node.value];
  return 'children' in node ? (node.children as readonly Nodes[]).flatMap(htmlIn) : [];
}
