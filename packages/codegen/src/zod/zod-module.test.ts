import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ColumnId, Contract, Snapshot, TypeId, TypeOverride } from '@rowpact/model';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { generateModule } from '../generate-module.js';
import {
  builtinType,
  column,
  contractOn,
  contractOnAll,
  enumType,
  ownType,
  relation,
  snapshotOf,
} from '../testing/league.js';
import { loadSchemas } from '../testing/loaded-schemas.js';

const players = relation('players', [
  column('id', builtinType('int4'), { identity: 'always', writable: false }),
  column('name', builtinType('text')),
  column('hand', ownType('hand', 'enum'), { nullable: true }),
  column('scores', builtinType('int4', 1), { default: "'{}'" }),
  column('balance', builtinType('numeric')),
  column('notes', builtinType('jsonb'), { nullable: true }),
]);
const snapshot = snapshotOf([players], { enums: [enumType('hand', ['left', 'right'])] });

function modules(settings: Parameters<typeof contractOnAll>[1] = {}): { readonly text: string; readonly zod: string } {
  const { text, zod } = generateModule(contractOnAll([players], { zod: true, ...settings }), snapshot);
  return { text, zod: zod ?? '' };
}

function override<Id extends TypeId | ColumnId>(target: string, type: string, from?: string): TypeOverride<Id> {
  const [name = ''] = type.split('[');
  return { target: target as Id, type, write: null, import: from === undefined ? null : { from, name } };
}

/** What the compiler says of modules of schemas beside their module of rows, module by module. */
function errorsOf(
  text: string,
  zods: readonly string[],
  options: ts.CompilerOptions = {},
): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(import.meta.dirname, '../../zod-module-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'rows.gen.ts'), text);
    const files = zods.map((zod, index) => {
      const file = join(folder, `rows.zod.gen${index}.ts`);
      writeFileSync(file, zod);
      return file;
    });
    const program = ts.createProgram(files, {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      noEmit: true,
      types: ['node'],
      ...options,
    });
    const errors = ts.getPreEmitDiagnostics(program);
    return files.map((name) =>
      errors
        .filter(({ file }) => file === undefined || file.fileName === name || !files.includes(file.fileName))
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What stands in the module, something else in its place, and the schema that is then wrong. */
const OTHERS = [
  ['name: string,', 'name: int32,', 'playersRow'],
  ['hand: nullableHandLabel,', 'hand: handEnum,', 'playersRow'],
  ['z.enum(["left", "right"])', 'z.enum(["left"])', 'handEnum'],
  ['z.enum(["left", "right"])', 'z.enum(["left", "right", "both"])', 'handEnum'],
  ['  notes: nullableJsonValue,\n', '', 'playersRow'],
  ['  notes: nullableJsonValue,\n', '  notes: nullableJsonValue,\n  a: z.any(),\n', 'playersRow'],
  ['balance: string,', 'balance: z.any(),', 'playersRow'],
  ['optionalReadonlyArrayOfInt32 = z.exactOptional(', 'optionalReadonlyArrayOfInt32 = z.optional(', 'playersInsert'],
  ['= z.readonly(arrayOfInt32)', '= arrayOfInt32', 'playersInsert'],
] as const;

describe('a schema is tied to its interface', () => {
  it.each([{}, { exactOptionalPropertyTypes: false }, { noUnusedLocals: true, verbatimModuleSyntax: true }])(
    'and compiles with %j',
    (options) => {
      const { text, zod } = modules();
      expect(errorsOf(text, [zod], options)).toEqual([[]]);
    },
  );

  it('so that no other schema compiles', () => {
    const { text, zod } = modules();
    const errors = errorsOf(
      text,
      OTHERS.map(([written, instead]) => zod.replace(written, instead)),
    );
    for (const [index, [written, , schema]] of OTHERS.entries()) {
      expect(zod).toContain(written);
      const error = `Property '${schema}' of type 'false' is not assignable to 'string' index type 'true'.`;
      expect(errors[index]).toContain(error);
    }
  });
});

describe('a type that the contract names', () => {
  it('is taken from the interface, and everything but undefined passes', async () => {
    const { text, zod } = modules({ columns: [override('public.players.name', 'Name', './name.js')] });
    expect(text).toContain('import type { Name }');
    expect(zod).toContain('  name: z.custom<rows.PlayersRow["name"]>(given),\n');
    expect(zod).toContain('  name: z.exactOptional(z.custom<Required<rows.PlayersUpdate>["name"]>(given)),\n');
    expect(zod).not.toContain('name.js');
    const { playersUpdate } = await loadSchemas(zod);
    expect(playersUpdate?.safeParse({ name: { first: 'Ada' } }).success).toBe(true);
    expect(playersUpdate?.safeParse({}).success).toBe(true);
    expect(playersUpdate?.safeParse({ name: undefined }).success).toBe(false);
  });

  it('and that everybody knows is checked', () => {
    const { zod } = modules({
      types: [override('pg_catalog.numeric', 'number'), override('pg_catalog.text', 'bigint | null')],
    });
    expect(zod).toContain('  balance: anyNumber,\n');
    expect(zod).toContain('  name: nullableBigint,\n');
  });
});

describe('the module', () => {
  it('declares each schema once, whatever the names of enums are', () => {
    const types = ['row', 'string', 'nullable_string', 'text_or', 'a_or_b'].map((name) => enumType(name, ['a']));
    const columns = types.flatMap(({ name }) => [
      column(name, ownType(name, 'enum')),
      column(`${name}_null`, ownType(name, 'enum'), { nullable: true }),
      column(`${name}_list`, ownType(name, 'enum', 1), { nullable: true }),
    ]);
    const relations = [relation('nullable', [...columns, column('text', builtinType('text'), { nullable: true })])];
    const { text, zod } = generateModule(
      contractOnAll(relations, { driver: 'postgres', zod: true }),
      snapshotOf(relations, { enums: types }),
    );
    expect(errorsOf(text, [zod ?? ''])).toEqual([[]]);
    const names = [...(zod ?? '').matchAll(/const (\w+)/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is written only where the contract asks for it', () => {
    expect(generateModule(contractOnAll([players]), snapshot).zod).toBeNull();
  });

  it.each([
    ['src/rows.gen.ts', './rows.gen.js'],
    ['rows.mts', './rows.mjs'],
    ['a/b/rows "1".cts', `./rows "1".cjs`],
  ])('beside %s imports the types from %s', (file, from) => {
    expect(modules({ file }).zod).toContain(
      `import type * as rows from ${from.includes('"') ? `'${from}'` : `"${from}"`};\n`,
    );
  });

  it('of a contract without relations is a module', () => {
    expect(generateModule(contractOn([], { zod: true }), snapshot).zod).toMatch(/\n\nexport \{\};\n$/);
  });

  it('holds no name twice: types that differ in their first letter only are refused', () => {
    const relations = [players, relation('teams', [column('id', builtinType('int4'))])];
    const contract = contractOn(
      relations.map(({ id }, index) => ({ relation: id, name: index === 0 ? 'player' : 'Player' })),
      { zod: true },
    );
    expect(() => generateModule(contract, snapshotOf(relations, { enums: snapshot.enums }))).toThrow(
      'the table players and the table teams would both be called playerRow',
    );
  });

  it('refuses what no interface takes: undefined, wrong labels, what is missing', async () => {
    const { playersInsert } = await loadSchemas(modules().zod);
    const player = { name: 'Ada', balance: '1.5' };
    const results = [
      ...[player, { ...player, hand: 'left', scores: [1], notes: { a: [null] } }, { ...player, balance: NaN }],
      ...[{ ...player, scores: undefined }, { ...player, hand: 'both' }, { name: 'Ada' }, { ...player, scores: [1.5] }],
      ...[
        { ...player, notes: { a: 1n } },
        { ...player, notes: { a: new Date(0) } },
        { ...player, scores: [2 ** 31] },
      ],
    ].map((value) => playersInsert?.safeParse(value).success);
    expect(results).toEqual([true, true, true, false, false, false, false, false, false, false]);
  });

  it('comes to an end where an object holds itself', async () => {
    const { playersInsert } = await loadSchemas(modules().zod);
    const notes: Record<string, unknown> = {};
    notes['self'] = notes;
    expect(playersInsert?.safeParse({ name: 'Ada', balance: 1, notes }).success).toBe(true);
  });

  it('of hostile names runs, and reads every one of them', async () => {
    const folder = join(import.meta.dirname, '../cases/hostile-names');
    const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const { zod } = generateModule(read('contract.json') as Contract, read('snapshot.json') as Snapshot);
    const schemas = await loadSchemas(zod);
    const { columns = [] } = (read('snapshot.json') as Snapshot).relations.find(({ name }) => name === 'a b') ?? {};
    const row = Object.fromEntries(
      columns.map(({ name, nullable, type }) => [
        name,
        nullable
          ? null
          : type.kind === 'enum'
            ? 'guard'
            : type.dimensions > 0
              ? [1]
              : /int/.test(type.display)
                ? 1
                : /time/.test(type.display)
                  ? new Date(0)
                  : 'a',
      ]),
    );
    const result = schemas['aBRow']?.safeParse(row);
    expect(result?.error).toBeUndefined();
    // As the drivers do, zod leaves out what would be the object's prototype.
    expect(result?.data).toEqual(Object.fromEntries(Object.entries(row).filter(([name]) => name !== '__proto__')));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const labels = schemas['enumWithU22QuotesU22AndU27ApostrophesU27Enum'];
    expect(
      ["it's", 'back\\slash', '\u202eright to left', 'its'].map((label) => labels?.safeParse(label).success),
    ).toEqual([true, true, true, false]);
  });
});
