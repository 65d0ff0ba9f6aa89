import type { ContractRelation, Expose } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { generateModule } from './generate-module.js';
import { builtinType, column, contractOn, domain, ownType, relation, snapshotOf } from './testing/league.js';

const text = builtinType('text');
const domains = [
  domain('season', text, { notNull: true, default: "'2026'" }),
  domain('email', text, { notNull: true }),
];
const columns = [
  column('id', builtinType('int4'), { identity: 'by default' }),
  column('first_name', text),
  column('nickname', text, { nullable: true }),
  column('season', ownType('season', 'domain')),
  column('email', ownType('email', 'domain')),
  column('status', text, { default: "'unsent'" }),
  column('full_name', text, { writable: false, generated: { kind: 'stored', expression: 'first_name' } }),
];

/** The properties of each interface, with `?` where they may be left out. */
function propertiesOf(
  contracted: Partial<ContractRelation>,
  expose: Expose | null = null,
  kind: 'table' | 'view' = 'table',
): Readonly<Record<string, string>> {
  const players = relation('players', columns, { kind });
  const contract = contractOn([{ relation: players.id, wildcard: false, ...contracted }], { expose });
  const module = generateModule(contract, snapshotOf([players], { domains })).text;
  const bodies = [...module.matchAll(/^export interface Players(\w+) \{([^}]*)\}/gm)];
  return Object.fromEntries(
    bodies.map(([, name = '', body = '']) => [
      name,
      [...body.matchAll(/^ {2}(\w+\??):/gm)].map(([, key]) => key).join(' '),
    ]),
  );
}

const ALL = {
  Row: 'id first_name nickname season email status full_name',
  Insert: 'id? first_name nickname? season? email status?',
  Update: 'id? first_name? nickname? season? email? status?',
};

describe('the columns of the types', () => {
  it('are all of them for a relation that is read through a wildcard', () => {
    expect(propertiesOf({ wildcard: true })).toEqual(ALL);
  });

  it('are those the contract reads or writes for any other, in the order of the table', () => {
    expect(propertiesOf({ read: ['status', 'first_name'], write: ['email', 'nickname'] })).toEqual({
      Row: 'first_name nickname email status',
      Insert: 'first_name nickname? email status?',
      Update: 'first_name? nickname? email? status?',
    });
  });

  it('are also those that the contract keeps on purpose', () => {
    expect(propertiesOf({ read: ['id'], keep: ['nickname'] })).toMatchObject({
      Row: 'id nickname',
      Update: 'id? nickname?',
    });
  });

  it('of an insert are also those that every INSERT must give', () => {
    expect(propertiesOf({ read: ['nickname'] })).toEqual({
      Row: 'nickname',
      Insert: 'first_name nickname? email',
      Update: 'nickname?',
    });
  });

  it('follow the setting of the relation before that of the module, and that before the wildcard', () => {
    expect(propertiesOf({ read: ['nickname'] }, 'all')).toEqual(ALL);
    expect(propertiesOf({ read: ['nickname'], expose: 'contracted' }, 'all').Row).toBe('nickname');
    expect(propertiesOf({ wildcard: true, read: ['nickname'] }, 'contracted').Row).toBe('nickname');
    expect(propertiesOf({ read: ['nickname'], expose: 'all' }, 'contracted')).toEqual(ALL);
  });

  it('of a view can all be left out of an INSERT: its base table says which must be given', () => {
    expect(propertiesOf({ read: ['nickname', 'email'] }, null, 'view')).toEqual({
      Row: 'nickname email',
      Insert: 'nickname? email?',
      Update: 'nickname? email?',
    });
  });

  it('that nobody can write make no insert and no update', () => {
    expect(propertiesOf({ read: ['full_name'] }, null, 'view')).toEqual({ Row: 'full_name' });
  });
});

describe('a module', () => {
  it('is the same whatever the order of the contract', () => {
    const relations = [relation('players', columns), relation('teams', [column('name', text)])];
    const snapshot = snapshotOf(relations, { domains });
    const entries = relations.map(({ id }) => ({ relation: id }));
    const module = generateModule(contractOn(entries), snapshot);
    expect(generateModule(contractOn([...entries].reverse()), snapshot)).toEqual(module);
    expect(generateModule(contractOn(entries), JSON.parse(JSON.stringify(snapshot)) as typeof snapshot)).toEqual(
      module,
    );
  });

  it('of a contract without relations is no more than its header', () => {
    expect(generateModule(contractOn([]), snapshotOf([])).text).toMatch(/^(\/\/.*\n)+$/);
  });
});
