import { FailureError, type ColumnId, type GenerateSettings, type TypeId, type TypeOverride } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { generateModule } from './generate-module.js';
import {
  builtinType,
  column,
  contractOnAll,
  domain,
  enumType,
  ownType,
  relation,
  snapshotOf,
} from './testing/league.js';

const relations = [
  relation('players', [
    column('id', builtinType('int8')),
    column('ids', builtinType('int8', 1)),
    column('notes', builtinType('jsonb'), { nullable: true }),
    column('email', ownType('email', 'domain')),
    column('hand', ownType('hand', 'enum')),
    column('hands', ownType('hand', 'enum', 1)),
    column('score', ownType('score', 'domain')),
  ]),
];
const snapshot = snapshotOf(relations, {
  enums: [enumType('hand', ['left', 'right'])],
  domains: [domain('email', builtinType('text')), domain('score', builtinType('int8'))],
});

function override<Id extends TypeId | ColumnId>(
  target: string,
  type: string,
  more: Partial<Pick<TypeOverride<Id>, 'write' | 'import'>> = {},
): TypeOverride<Id> {
  return { target: target as Id, type, write: null, import: null, ...more };
}

function moduleOf(settings: Partial<GenerateSettings>): ReturnType<typeof generateModule> {
  return generateModule(contractOnAll(relations, settings), snapshot);
}

function typeOf(text: string, type: string, property: string): string | undefined {
  const body = text.slice(text.indexOf(`export interface ${type} {`));
  return new RegExp(`^ {2}${property}\\??: (.*);$`, 'm').exec(body)?.[1];
}

describe('an override', () => {
  it('of a type is read in scalars and domains, not in arrays, which pg parses by their own type', () => {
    const { text } = moduleOf({ types: [override('pg_catalog.int8', 'bigint')] });
    expect(['id', 'score', 'ids'].map((name) => typeOf(text, 'PlayersRow', name))).toEqual([
      'bigint',
      'bigint',
      'string[]',
    ]);
  });

  it('of a type is read in array elements by postgres.js, but not in those of a domain', () => {
    const { text } = moduleOf({ driver: 'postgres', types: [override('pg_catalog.int8', 'bigint')] });
    expect(typeOf(text, 'PlayersRow', 'ids')).toBe('bigint[]');
  });

  it('of a domain leaves its base type alone', () => {
    const { text } = moduleOf({
      types: [override('public.score', 'Score', { import: { from: './score.js', name: 'Score' } })],
    });
    expect(['id', 'score'].map((name) => typeOf(text, 'PlayersRow', name))).toEqual(['string', 'Score']);
    expect(text).toContain('import type { Score } from "./score.js";');
  });

  it('of an enum leaves the enum out of the module where nothing else speaks of it', () => {
    const withArray = moduleOf({ types: [override('public.hand', "'l' | 'r'")] }).text;
    expect(typeOf(withArray, 'PlayersRow', 'hand')).toBe("'l' | 'r'");
    expect(withArray).toContain('export type Hand =');
    const columns = [override<ColumnId>('public.players.hands', 'string[]')];
    expect(moduleOf({ types: [override('public.hand', 'string')], columns }).text).not.toContain('Hand');
  });

  it('of a column comes first, keeps the null, and can write another type than it reads', () => {
    const { text } = moduleOf({
      types: [override('pg_catalog.jsonb', 'unknown')],
      columns: [
        override('public.players.notes', 'Notes', { write: 'string', import: { from: './n.js', name: 'Notes' } }),
      ],
    });
    expect(typeOf(text, 'PlayersRow', 'notes')).toBe('Notes | null');
    expect(typeOf(text, 'PlayersInsert', 'notes')).toBe('string | null');
  });

  it('gets parentheses where its type needs them', () => {
    const { text } = moduleOf({
      driver: 'postgres',
      types: [override('pg_catalog.int8', '() => bigint'), override('public.hand', '"l" | "r"')],
      columns: [override('public.players.notes', 'A extends B ? C : D')],
    });
    expect(typeOf(text, 'PlayersRow', 'ids')).toBe('(() => bigint)[]');
    expect(typeOf(text, 'PlayersRow', 'hands')).toBe('("l" | "r")[]');
    expect(typeOf(text, 'PlayersRow', 'notes')).toBe('(A extends B ? C : D) | null');
  });

  it('imports are merged, sorted, and only those that are used', () => {
    const from = (name: string): { readonly import: { readonly from: string; readonly name: string } } => ({
      import: { from: './types.js', name },
    });
    const { text } = moduleOf({
      types: [override('pg_catalog.uuid', 'Uuid', from('Uuid')), override('public.email', 'Email', from('Email'))],
      columns: [override('public.players.notes', 'Coach', from('Coach'))],
    });
    expect(text).toContain('\nimport type { Coach, Email } from "./types.js";\n');
    expect(text).not.toContain('Uuid');
  });

  it('in several lines is written in one', () => {
    const { text } = moduleOf({
      columns: [override('public.players.notes', '{\n  coach: string;\n  year: number\n}')],
    });
    expect(typeOf(text, 'PlayersRow', 'notes')).toBe('{ coach: string; year: number } | null');
  });

  it.each([
    ['', 'is no TypeScript type'],
    ['string |', 'is no TypeScript type'],
    ['string; export const stolen = 1', 'is no TypeScript type'],
    ['string // comment', 'is no TypeScript type'],
    ['string /*', 'is no TypeScript type'],
    ['string } interface X {', 'is no TypeScript type'],
    ['string = 1', 'is no TypeScript type'],
  ])('that is no type (%j) is refused', (type, message) => {
    expect(() => moduleOf({ columns: [override('public.players.notes', type)] })).toThrow(message);
  });

  it('that clashes, repeats or imports in vain is refused, all in one error', () => {
    const settings = {
      types: [
        override<TypeId>('pg_catalog.int8', 'Big', { import: { from: './a.js', name: 'Big' } }),
        override<TypeId>('public.email', 'Big', { import: { from: './b.js', name: 'Big' } }),
        override<TypeId>('public.email', 'string'),
        override<TypeId>('public.hand', 'string', { import: { from: './c.js', name: 'Hand' } }),
        override<TypeId>('public.score', 'x', { import: { from: './c.js', name: 'default as x' } }),
      ],
    };
    const failures = (): readonly string[] => {
      try {
        moduleOf(settings);
      } catch (error) {
        if (error instanceof FailureError) return error.failures.map(({ code, message }) => `${code}: ${message}`);
        throw error;
      }
      return [];
    };
    expect(failures()).toEqual([
      'override-invalid: overrides of westside-contracts import Big from ./a.js and from ./b.js',
      'override-invalid: generate.types.email of westside-contracts stands there twice',
      'override-invalid: generate.types.hand of westside-contracts imports Hand, which its type does not use',
      'override-invalid: generate.types.score of westside-contracts imports default as x, which is no name',
    ]);
  });

  it('whose target does not exist is answered with the nearest name, and the rest is generated', () => {
    const { missing, text } = moduleOf({
      types: [
        override('public.emails', 'string'),
        override('public.jsonb', 'string'),
        override('pg_catalog.uuid', 'string'),
      ],
      columns: [override('public.players.note', 'string'), override('public.player.notes', 'string')],
    });
    expect(missing).toEqual([
      { kind: 'override', target: 'public.emails', nearest: 'email' },
      { kind: 'override', target: 'public.jsonb', nearest: 'pg_catalog.jsonb' },
      { kind: 'override', target: 'public.player.notes', nearest: 'players' },
      { kind: 'override', target: 'public.players.note', nearest: 'players.notes' },
    ]);
    expect(typeOf(text, 'PlayersRow', 'notes')).toBe('JsonValue | null');
  });
});
