import { DEFAULT_SCAN } from '@rowpact/model';
import { ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { consumerFolder, writeInto } from '../testing/consumer-folder.js';
import { memoryStore } from '../testing/memory-store.js';
import { textFinder } from '../testing/text-finder.js';
import { outsideNames } from './outside-names.js';
import { scanConsumer } from './scan-consumer.js';
import { sentThrough } from './sent-through.js';

const names = (text: string, path = '/league/data.ts') => {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  return outsideNames([sentThrough({ file: path.slice(1), path, source })], []);
};

describe('names that hand a text on', () => {
  test.each([
    [
      'a function',
      'export async function fetchAll(text: string, ids: number[]) { return pool.query(text, ids); }',
      ['fetchAll'],
    ],
    ['an arrow', 'export const fetchAll = (text) => pool.query(text);', ['fetchAll']],
    [
      'a method',
      'class Data { fetchAll(text) { return this.pool.query({ text, values: [] }); } }',
      ['class:Data', 'fetchAll'],
    ],
    ['a property', 'export const data = { fetchAll: (q) => pool.query(q.text) };', ['fetchAll']],
    ['a piece of a template', 'const count = (table) => pool.query(`TABLE ${table}`);', ['count']],
    ['a destructured parameter', 'function load({ text }) { return db.any(text.trim()); }', ['load']],
    [
      'through another',
      'const a = (text) => pool.query(text); const b = (text) => a(text); const c = (x) => b(1, x);',
      ['a', 'b', 'c'],
    ],
    [
      'under other names',
      'const a = (t) => pool.query(t); const b = a; export { b as c }; const d = this.a.bind(this);',
      ['a', 'b', 'c', 'd'],
    ],
    ['by default', 'export default function (text) { return pool.query(text); }', ['from:data']],
    [
      'by default, elsewhere',
      'const run = (text) => pool.query(text); export { run as default };',
      ['from:data', 'run'],
    ],
    [
      'in CommonJS',
      'exports.load = (t) => pool.query(t); module.exports = (t) => pool.query(t);',
      ['from:data', 'load'],
    ],
    [
      'not values',
      "export const one = (id) => pool.query('SELECT $1', [id]); const two = (id) => db.one('SELECT $1', id);",
      [],
    ],
  ])('%s', (_, text, expected) => expect(names(text)).toEqual(expected));

  test('the default of an index file has the name of its folder', () => {
    expect(names('export default (text) => pool.query(text);', '/league/data/index.ts')).toEqual(['from:data']);
  });
});

describe('names of texts', () => {
  test.each([
    ['a constant', "export const PLAYERS = 'SELECT id FROM players';", ['PLAYERS']],
    ['an object', 'export const TEXTS = { players: `select id from players` } as const;', ['TEXTS']],
    ['an enum', "export enum Texts { players = 'DELETE FROM players' }", ['Texts']],
    ['what is joined', "export const PLAYERS = ['select id', 'from players'].join(' ');", ['PLAYERS']],
    ['what a function returns', 'export const players = (x) => `SELECT id FROM players WHERE ${x}`;', ['players']],
    ['a static property', "class Texts { static players = 'SELECT 1'; }", ['class:Texts', 'players']],
    ['a default', "export default { players: 'SELECT 1' };", ['from:data']],
    ['not what is sent', "export const listTeams = async (id) => (await pool.query('SELECT 1', [id])).rows;", []],
    ['not prose', "export const TITLE = 'Teams'; export const HINT = 'Updated from the list';", []],
  ])('%s', (_, text, expected) => expect(names(text)).toEqual(expected));
});

describe('names of classes that hold SQL', () => {
  const CHAIN = "db.selectFrom('players').execute()";
  test.each([
    ['a class', `export class Players { all() { return this.${CHAIN}; } }`, ['class:Players']],
    [
      'one that extends it',
      `class A { all() { ${CHAIN} } } class B extends A {} class C extends mixin(B) {}`,
      ['class:A', 'class:B', 'class:C'],
    ],
    ['under another name', `class A { all() { ${CHAIN} } } export { A as Base };`, ['class:A', 'class:Base']],
    ['by default', `export default class A { all() { ${CHAIN} } }`, ['class:A', 'from:data']],
    ['by default, under a name', `const A = class { all() { ${CHAIN} } }; export default A;`, ['class:A', 'from:data']],
    ['not one without', 'export class Score { add() { return 1; } }', []],
  ])('%s', (_, text, expected) => expect(names(text)).toEqual(expected));
});

describe('a module without SQL is searched where it uses such a name', () => {
  const files = {
    'data.ts': 'export const fetchAll = (text: string) => pool.query(text);',
    'texts.ts': "export const PLAYERS = 'SELECT id FROM players';",
    'barrel.ts': "export { fetchAll as load } from './data';",
    'through-texts.ts': "import { PLAYERS } from './texts';\nsend(PLAYERS);",
    'through-data.ts': "import { fetchAll } from './data';\nfetchAll(process.argv[2]);",
    'through-barrel.ts': "import { load } from './barrel';\nload(process.argv[2]);",
    'repository.ts': "export const listTeams = (id: number) => pool.query('SELECT 1', [id]);",
    'page.ts': "import { listTeams } from './repository';\nlistTeams(1);",
    'base.ts': 'export class Base { all() { return this.db.selectFrom(this.table).execute(); } }',
    'teams.ts': "import { Base } from './base';\nexport class Teams extends Base { table = 'teams'; }",
    'coaches.ts': "import { Teams as Parent } from './teams';\nexport class Coaches extends Parent {}",
    'uses-teams.ts': "import { Teams } from './teams';\nexport const teams = new Teams();",
    'run.js': 'module.exports = (text) => client.query(text);',
    'through-default.js': "const go = require('../league/run.js');\ngo(process.argv[2]);",
  };
  const scan = async (folder: string, store = memoryStore()) => {
    const { find, searched } = textFinder();
    const now = () => Date.now() + 60_000;
    await scanConsumer({ folder, settings: DEFAULT_SCAN, store, now }, [find]);
    return searched.sort();
  };

  test('however many names are in between', async () => {
    const all = Object.keys(files).filter((file) => !['page.ts', 'uses-teams.ts'].includes(file));
    expect(await scan(consumerFolder(files))).toEqual(all.sort());
  });

  test('also when the name appears later, or the module does', async () => {
    const folder = consumerFolder({ ...files, 'data.ts': 'export const fetchAll = 1;' });
    const store = memoryStore();
    expect(await scan(folder, store)).not.toContain('through-data.ts');
    writeInto(folder, 'data.ts', files['data.ts']);
    expect(await scan(folder, store)).toEqual(['barrel.ts', 'data.ts', 'through-barrel.ts', 'through-data.ts']);
    writeInto(folder, 'new.ts', files['through-barrel.ts']);
    expect(await scan(folder, store)).toEqual(['new.ts']);
  });
});
