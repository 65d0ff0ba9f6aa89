import { ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import type { ModuleGraph, SourceModule } from '../module/source-module.js';
import { evaluate } from './evaluate.js';
import { originOf } from './origin.js';
import type { Value } from './value.js';
import { inEveryWorld } from './world.js';

describe('the text of an expression', () => {
  test.each([
    ['const id = 1; use(`SELECT ${id}`)', ['SELECT 1']],
    ["use('SELECT ' + 'id' + ' FROM players')", ['SELECT id FROM players']],
    ["const Q = { player: 'SELECT id' } as const; use(Q.player)", ['SELECT id']],
    ["let q = 'a'; q += ' b'; if (team) q += ' c'; use(q)", ['a b c', 'a b']],
    ["const c = ['x']; if (team) c.push('y'); use(c.length > 1 ? c.join(' AND ') : 'one')", ['x AND y', 'one']],
    ["use([`a`, team && 'b', 'c'].filter(Boolean).join(', '))", ['a, b, c', 'a, c']],
    ["function f(x: string) { return `p.${x}` } use(f('id'))", ['p.id']],
    ["const f = (x: string) => `<${x}>`; use(f(f('id')))", ['<<id>>']],
    ['const f = (x: string) => f(x); use(f("id"))', ['?']],
    ['const a = b; const b = a; use(a)', ['?']],
    ["let q = 'a'; for (const x of xs) q += x; use(q)", ['a?']],
    ["let q = 'a'; for (const x of ['b', 'c']) q += x; use(q)", ['abc']],
    ["enum Q { A = 'SELECT 1' } use(Q.A)", ['SELECT 1']],
    ["class R { private q = 'SELECT 1'; m() { use(this.q) } }", ['SELECT 1']],
    ["use(ids.map((_, i) => `$${i + 1}`).join(', '))", ['$?']],
    ["use(['id', 'name'].map((c) => `p.${c}`).join(', '))", ['p.id, p.name']],
    ["const O = { a: 'x', b: 'y' }; use(`o ${O[k]}`)", ['o x', 'o y']],
    [
      "function w(k: string) { switch (k) { case 'a': return 'A'; case 'b': return 'B'; default: throw 1 } } use(w(k))",
      ['A', 'B'],
    ],
    [
      'let i = 1; const c = []; if (team) c.push(`t = $${i++}`); if (name) c.push(`n = $${i++}`); use(c.join())',
      ['t = $1,n = $2', 't = $1', 'n = $1', ''],
    ],
    ["use(' a  b '.trim().replace(/\\s+/g, ' '))", ['a b']],
    ['use(`a\\n\\u0041`)', ['a\nA']],
    ["let q = 'x'; if (!team) { q = 'y' } else if (team) { q += 'z' } use(q)", ['xz', 'y']],
  ])('%s', (code, expected) => {
    expect(textsOf(code)).toEqual(expected);
  });

  test('names are followed through imports', () => {
    expect(
      textsOf("import { Q } from './queries'; use(Q.player)", {
        './queries': "export * from './all'",
        './all': "const id = 'id'; export const Q = { player: `SELECT ${id}` }",
      }),
    ).toEqual(['SELECT id']);
  });
});

describe('the origin of an object', () => {
  test.each([
    ["import { Pool } from 'pg'; const pool = new Pool(); use(pool)", 'pg Pool ()'],
    [
      "import pg from 'pg'; const pool = new pg.Pool(); const c = await pool.connect(); use(c)",
      'pg default Pool () connect ()',
    ],
    ["import type { PoolClient } from 'pg'; function f(client: PoolClient) { use(client) }", 'pg PoolClient ()'],
    [
      "import postgres from 'postgres'; const sql = postgres(); await sql.begin(async (tx) => { use(tx) })",
      'postgres default () begin =>0',
    ],
    [
      "import { Pool } from 'pg'; class R { constructor(private readonly pool: Pool) {} m() { use(this.pool) } }",
      'pg Pool ()',
    ],
    ["import { Pool } from 'pg'; function db(): Pool { return p } use(db())", 'pg Pool ()'],
    ["const { Pool } = require('pg'); const pool = new Pool(); use(pool)", 'pg Pool ()'],
    [
      "import { type PoolClient } from 'pg'; const tx = <T>(work: (client: PoolClient) => T) => work(c); tx((client) => use(client))",
      'pg PoolClient ()',
    ],
    ["import { Client } from 'pg'; let c: Client | undefined; c = undefined; use(c)", 'pg Client ()'],
    ["const { useQuery } = require('react-query'); use(useQuery)", 'react-query useQuery'],
    ["import { Pool } from 'pg'; let pool; pool = new Pool(); use(pool)", 'pg Pool ()'],
  ])('%s', (code, expected) => {
    const { argument, module, graph } = prepare(code);
    const origin = originOf(argument, module, graph);
    expect(origin?.kind === 'package' ? [origin.package, ...origin.path].join(' ') : origin?.kind).toBe(expected);
  });
});

function textsOf(code: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  const { argument, module, graph } = prepare(code, others);
  const { results } = inEveryWorld((world) => {
    const value = evaluate(argument, { module, graph, world, bindings: new Map(), frame: '', depth: 0 });
    return show(value);
  });
  return results;
}

function show(value: Value): string {
  if (value.kind === 'text') return value.pieces.map((piece) => (piece.kind === 'run' ? piece.text : '?')).join('');
  return value.kind === 'unknown' ? '?' : value.kind;
}

function prepare(
  code: string,
  others: Readonly<Record<string, string>> = {},
): { argument: ts.Expression; module: SourceModule; graph: ModuleGraph } {
  const modules = new Map(
    Object.entries({ ...others, './input': code }).map(([name, text]) => [name, parse(name, text)]),
  );
  const graph: ModuleGraph = { resolve: (_from, specifier) => modules.get(specifier) ?? null };
  const module = modules.get('./input') ?? parse('./input', code);
  const find = (node: ts.Node): ts.Expression | undefined =>
    ts.isCallExpression(node) && node.expression.getText() === 'use' ? node.arguments[0] : ts.forEachChild(node, find);
  const argument = find(module.source);
  if (!argument) throw new Error('no use() in the code');
  return { argument, module, graph };
}

function parse(name: string, text: string): SourceModule {
  const file = `${name.slice(2)}.ts`;
  return { file, path: `/${file}`, source: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
}
