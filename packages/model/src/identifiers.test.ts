import { describe, expect, it } from 'vitest';
import {
  columnId,
  displayName,
  parseRelationId,
  partsOf,
  quoteIdentifier,
  quoteLiteral,
  relationId,
  splitName,
} from './identifiers.js';

const HOSTILE = [
  'players',
  'Players',
  'a b',
  'a.b',
  'say "hi"',
  "o'neill",
  'two\nlines',
  '🏀',
  'select',
  '__proto__',
  'é',
  '1st_team',
  '\\',
  'x'.repeat(63),
  '"',
  '.',
  ' ',
];

describe('a relation id', () => {
  it.each(HOSTILE)('gives back the schema and the relation it was made of: %j', (name) => {
    for (const other of HOSTILE) {
      expect(partsOf(relationId(name, other))).toEqual({ schema: name, name: other });
      expect(parseRelationId(relationId(name, other))).toBe(relationId(name, other));
    }
  });

  it('is different for every pair of names', () => {
    const ids = HOSTILE.flatMap((schema) => HOSTILE.map((name) => relationId(schema, name)));
    expect(new Set(ids).size).toBe(HOSTILE.length ** 2);
  });

  it('is read as SQL reads a name: unquoted parts fold to lower case, a bare name is in public', () => {
    expect(parseRelationId('Players')).toBe('public.players');
    expect(parseRelationId('"Players"')).toBe('public."Players"');
    expect(parseRelationId('billing.Invoices')).toBe('billing.invoices');
    expect(parseRelationId('"a b"."select"')).toBe('"a b"."select"');
    expect(parseRelationId('select')).toBe('public."select"');
  });

  it.each(['', '.', 'a.', '.a', 'a.b.c', '"open', '"a"b', 'a b', '""'])('is never made of %j', (text) => {
    expect(parseRelationId(text)).toBeNull();
  });

  it('is shown to people without the schema public', () => {
    expect(displayName(relationId('public', 'players'))).toBe('players');
    expect(displayName(columnId(relationId('public', 'a b'), 'x'))).toBe('"a b".x');
    expect(displayName(relationId('billing', 'invoices'))).toBe('billing.invoices');
  });
});

describe('quoting', () => {
  it('leaves alone what SQL reads back unchanged, and nothing else', () => {
    expect(['players', '_x', 'a1$', 'Players', 'order', '1a', ''].map(quoteIdentifier)).toEqual([
      'players',
      '_x',
      'a1$',
      '"Players"',
      '"order"',
      '"1a"',
      '""',
    ]);
  });

  it('folds only ASCII letters, as PostgreSQL does', () => {
    expect(splitName('ÉTÉ')).toEqual(['ÉtÉ']);
  });

  it('writes literals that mean the same under any standard_conforming_strings', () => {
    expect([`it's`, 'a\\b', 'plain'].map(quoteLiteral)).toEqual(["'it''s'", "E'a\\\\b'", "'plain'"]);
  });
});
