import { describe, expect, it } from 'vitest';
import { state } from '../testing/questions.js';
import { plpgsql, trigger } from '../testing/schema-parts.js';
import { bodyOf } from './trigger-body.js';

function read(body: string, parts: Parameters<typeof trigger>[3] = {}) {
  const after = state([], { details: { routines: [plpgsql('public.guard()', body)] } });
  return bodyOf(trigger('guard', 'players', 'public.guard()', parts), after);
}

describe('what a trigger raises', () => {
  it.each([
    ["BEGIN RAISE EXCEPTION 'no'; END", 'always'],
    ["BEGIN RAISE NOTICE 'seen'; RAISE WARNING 'seen'; RETURN NEW; END", 'never'],
    ["BEGIN IF NEW.a IS NULL THEN RAISE EXCEPTION 'no; never'; END IF; RETURN NEW; END", 'sometimes'],
    ["BEGIN IF NEW.a THEN RETURN NEW; END IF; RAISE EXCEPTION 'no'; END", 'sometimes'],
    ["DECLARE x int := 1; BEGIN CASE WHEN NEW.a THEN RAISE 'no'; ELSE NULL; END CASE; RETURN NEW; END", 'sometimes'],
    ["BEGIN -- RAISE EXCEPTION 'no';\n RETURN NEW; END", 'never'],
    ["BEGIN BEGIN PERFORM 1; EXCEPTION WHEN others THEN RAISE EXCEPTION 'no'; END; RETURN NEW; END", 'sometimes'],
    ["BEGIN FOR i IN 1..2 LOOP RAISE EXCEPTION 'no'; END LOOP; RETURN NEW; END", 'sometimes'],
  ])('%s', (body, surely) => {
    expect(read(body)?.raises).toBe(surely);
  });

  it('gives the one condition, where there is one', () => {
    const one = "BEGIN IF NEW.team_id IS NULL AND NEW.name <> 'x;y' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END";
    expect(read(one)?.condition).toBe("NEW.team_id IS NULL AND NEW.name <> 'x;y'");
    const other = "BEGIN IF a THEN NULL; ELSE RAISE EXCEPTION 'no'; END IF; RETURN NEW; END";
    expect(read(other)?.condition).toBeNull();
    const nested = "BEGIN IF a THEN IF b THEN RAISE EXCEPTION 'no'; END IF; END IF; RETURN NEW; END";
    expect(read(nested)?.condition).toBeNull();
  });

  it('minds WHEN', () => {
    const definition = 'CREATE TRIGGER g BEFORE INSERT ON players FOR EACH ROW WHEN (new.a) EXECUTE FUNCTION guard()';
    expect(read("BEGIN RAISE EXCEPTION 'no'; END", { definition })?.raises).toBe('sometimes');
  });
});

describe('what a trigger swallows', () => {
  it.each([
    ['BEGIN RETURN NULL; END', {}, 'always'],
    ['BEGIN IF NEW.a THEN RETURN NULL; END IF; RETURN NEW; END', {}, 'sometimes'],
    ['BEGIN RETURN NEW; END', {}, 'never'],
    ['BEGIN RETURN NULL; END', { timing: 'after' as const }, 'never'],
    ['BEGIN RETURN NULL; END', { level: 'statement' as const }, 'never'],
    // There is no NEW in a DELETE.
    ['BEGIN RETURN NEW; END', { events: ['delete' as const] }, 'always'],
    ['BEGIN RETURN OLD; END', { events: ['delete' as const] }, 'never'],
  ])('%s %j', (body, parts, surely) => {
    expect(read(body, parts)?.swallows).toBe(surely);
  });
});

describe('what a trigger sets and writes', () => {
  it.each([
    ['BEGIN NEW.slug := lower(NEW.name); RETURN NEW; END', { slug: 'always' }],
    ['BEGIN NEW."Shirt No" = 1; RETURN NEW; END', { 'Shirt No': 'always' }],
    ["BEGIN IF TG_OP = 'INSERT' THEN NEW.made := now(); END IF; RETURN NEW; END", { made: 'always' }],
    ['BEGIN IF NEW.a > 1 THEN NEW.b := 2; END IF; RETURN NEW; END', { b: 'sometimes' }],
    ['BEGIN SELECT max(n) INTO NEW.n FROM numbers; RETURN NEW; END', { n: 'always' }],
    ['BEGIN IF NEW.a IS NULL THEN NEW.a := 1; NEW.b := 1; END IF; RETURN NEW; END', { a: 'always', b: 'sometimes' }],
  ])('%s', (body, expected) => {
    expect(Object.fromEntries(read(body)?.assigns ?? [])).toEqual(expected);
  });

  it('finds what it writes into, not the word alone', () => {
    const body = `BEGIN INSERT INTO audit.log (id) VALUES (NEW.id); UPDATE "Teams" SET n = 1; DELETE FROM ONLY drafts WHERE id = 1;
      SELECT 1 FROM players FOR UPDATE; RETURN NEW; END`;
    expect(read(body)?.writesInto).toEqual([
      { privilege: 'INSERT', name: 'audit.log' },
      { privilege: 'UPDATE', name: '"Teams"' },
      { privilege: 'DELETE', name: 'drafts' },
    ]);
  });

  it('reads no other language', () => {
    const c = state([], { details: { routines: [plpgsql('public.guard()', 'guard', { language: 'c' })] } });
    expect(bodyOf(trigger('guard', 'players', 'public.guard()'), c)).toBeNull();
    expect(bodyOf(trigger('guard', 'players', 'public.gone()'), c)).toBeNull();
  });
});
