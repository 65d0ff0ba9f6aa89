import { expect, it } from 'vitest';
import { byCodeUnit, canonicalJson, sha256 } from './canonical-json.js';

it('writes equal values as equal text, whatever the order of their keys', () => {
  expect(canonicalJson({ team: { name: 'Westside', id: 1 }, a: [2, 1] })).toBe(
    canonicalJson({ a: [2, 1], team: { id: 1, name: 'Westside' } }),
  );
});

it('keeps a key named __proto__', () => {
  expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"x":1}}'))).toBe('{"__proto__":{"x":1},"b":1}');
});

it('hashes parts apart from one another', () => {
  expect(sha256('ab', 'c')).not.toBe(sha256('a', 'bc'));
  expect(sha256('é')).toHaveLength(64);
});

it('sorts by code unit and by no locale', () => {
  expect(['é', 'z', 'B', 'a'].sort(byCodeUnit)).toEqual(['B', 'a', 'z', 'é']);
});
