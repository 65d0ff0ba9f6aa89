import { describe, expect, it } from 'vitest';
import { isWeaker } from './weaker.js';

describe('isWeaker', () => {
  it.each([
    ['(score >= 0)', '((score >= 0))', true],
    ['(score >= 0)', '(score >= (0)::numeric)', true],
    ["(score >= '-100'::integer)", "(score >= '-1000'::integer)", true],
    ["(score >= '-100'::integer)", '(score >= 0)', false],
    ['(score > 0)', '(score >= 0)', true],
    ['(score >= 0)', '(score > 0)', false],
    ['(score <= 5)', '(score >= 5)', false],
    ['(length(nick) < 10)', '(length(nick) < 20)', true],
    ['(length(nick) < 10)', '(length(name) < 20)', false],
    ['((score >= 0) AND (score <= 10))', '((score >= 0) AND (score <= 5))', false],
    [
      "(status = ANY (ARRAY['sent'::text, 'signed'::text]))",
      "(status = ANY (ARRAY['sent'::text, 'lost'::text, 'signed'::text]))",
      true,
    ],
    ["(status = ANY (ARRAY['sent'::text, 'signed'::text]))", "(status = ANY (ARRAY['sent'::text]))", false],
    ["(status = ANY (ARRAY['a,b'::text]))", "(status = ANY (ARRAY['a'::text, 'b'::text]))", false],
    ["(status = ANY (ARRAY['a'::text]))", "(mood = ANY (ARRAY['a'::text, 'b'::text]))", false],
    ["(name <> 'a (b)'::text)", "(name <> 'ab'::text)", false],
    ['CHECK (VALUE < 5)', 'CHECK (VALUE < 9)', true],
  ])('%s, then %s: %s', (old, now, expected) => {
    expect(isWeaker(old, now)).toBe(expected);
  });
});
