import { FailureError, parseRelationId, type Failure } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { generateModule } from './generate-module.js';
import {
  builtinType,
  column,
  contractOn,
  contractOnAll,
  enumType,
  ownType,
  relation,
  snapshotOf,
} from './testing/league.js';
import { typeErrors } from './testing/type-check.js';
import { isIdentifier, typeNameOf, valuesNameOf } from './type-names.js';

const id = column('id', builtinType('int4'));

function failuresOf(work: () => unknown): readonly Failure[] {
  try {
    work();
  } catch (error) {
    if (error instanceof FailureError) return error.failures;
    throw error;
  }
  return [];
}

const NAMES = [
  ['public', 'players', 'Players'],
  ['public', 'player_teams', 'PlayerTeams'],
  ['public', 'playerTeams', 'PlayerTeams'],
  ['public', 'PLAYERS', 'PLAYERS'],
  ['billing', 'invoices', 'BillingInvoices'],
  ['public', 'select', 'Select'],
  ['public', '2026 season', '_2026Season'],
  ['public', '__proto__', 'Proto'],
  ['public', '_', 'U5F'],
  ['public', '🏀', 'U1F3C0'],
  ['public', 'players+', 'PlayersU2B'],
  ['public', 'line\nbreak', 'LineUABreak'],
  ['public', 'équipe', 'Équipe'],
  ['public', 'ß', 'ß'],
  ['public', '選手', '選手'],
  ['public', '\u0301accent', '_\u0301accent'],
] as const;

describe('type names', () => {
  it.each(NAMES)('of %s.%j is %s', (schema, name, expected) => {
    expect(typeNameOf({ schema, name })).toBe(expected);
  });

  it('are names in TypeScript', () => {
    const text = NAMES.map(([, , name], index) => `export interface ${name}Row${index} {}\n`).join('');
    const uses = NAMES.map(([, , name], index) => `export const x${index}: m.${name}Row${index} = {};`);
    expect(typeErrors(text, uses)).toEqual(new Map());
  });

  it('starts the name of the label tuple in lower case', () => {
    expect(valuesNameOf('ContractStatus')).toBe('contractStatusValues');
  });

  it('takes no identifier from a person that is none', () => {
    expect(['Player', '_1', '$'].filter(isIdentifier)).toEqual(['Player', '_1', '$']);
    expect(['', '1st', 'a b', 'a-b', 'a;b', 'é'].filter(isIdentifier)).toEqual([]);
  });
});

describe('a clash', () => {
  it('of two relations names both and the setting', () => {
    const relations = [relation('playerTeams', [id]), relation('player_teams', [id])];
    const failures = failuresOf(() => generateModule(contractOnAll(relations), snapshotOf(relations)));
    expect(failures).toEqual([
      {
        code: 'name-clash',
        message:
          'the table "playerTeams" and the table player_teams would both be called PlayerTeamsRow in the types of westside-contracts',
        hint: 'In the contract of westside-contracts, set `relations.player_teams.name` to another base name, or set `relations."playerTeams".name` to another base name.',
      },
    ]);
  });

  it('is resolved by that setting', () => {
    const relations = [relation('playerTeams', [id]), relation('player_teams', [id])];
    const contract = contractOn(
      relations.map(({ id: key }, index) => ({ relation: key, name: index ? 'Membership' : null })),
    );
    expect(generateModule(contract, snapshotOf(relations)).text).toContain('export interface MembershipRow {');
  });

  it('across schemas, with an enum, with a helper, a built-in, Kysely or an import is one too', () => {
    const relations = [
      relation('invoices', [id], { schema: 'billing' }),
      relation('billing_invoices', [id, column('kind', ownType('players_row', 'enum'))]),
      relation('players', [
        id,
        column('born', ownType('date', 'enum')),
        column('json', ownType('json_value', 'enum')),
        column('db', ownType('database', 'enum')),
        column('note', ownType('note', 'enum')),
        column('text', builtinType('text')),
      ]),
    ];
    const enums = ['players_row', 'date', 'json_value', 'database', 'note'].map((name) => enumType(name, ['a']));
    const note = {
      target: 'public.players.text',
      type: 'Note',
      write: null,
      import: { from: './n.js', name: 'Note' },
    } as never;
    const work = (): unknown =>
      generateModule(contractOnAll(relations, { kysely: true, columns: [note] }), snapshotOf(relations, { enums }));
    expect(failuresOf(work).map(({ message }) => message.replace(/ in the types.*/, ''))).toEqual([
      'the built-in type Date and the enum date would both be called Date',
      "rowpact's own type JsonValue and the enum json_value would both be called JsonValue",
      "Kysely's Database and the enum database would both be called Database",
      'the import of Note from ./n.js and the enum note would both be called Note',
      'the table billing.invoices and the table billing_invoices would both be called BillingInvoicesRow',
      'the enum players_row and the table players would both be called PlayersRow',
    ]);
  });

  it('of two enums names the override that resolves it', () => {
    const relations = [
      relation('players', [column('a', ownType('Hand', 'enum')), column('b', ownType('hand', 'enum'))]),
    ];
    const enums = [enumType('Hand', ['l']), enumType('hand', ['r'])];
    const [failure, second] = failuresOf(() =>
      generateModule(contractOnAll(relations), snapshotOf(relations, { enums })),
    );
    expect(failure?.message).toContain('the enum "Hand" and the enum hand would both be called Hand');
    expect(failure?.hint).toContain('`generate.types.hand`');
    expect(second?.message).toContain('handValues');
  });
});

describe('a name set in the contract', () => {
  it('is the base of all four', () => {
    const players = relation('players', [id]);
    const contract = contractOn([{ relation: players.id, name: 'Player' }], { kysely: true });
    const { text } = generateModule(contract, snapshotOf([players]));
    expect([...text.matchAll(/^export interface (\w+)/gm)].map(([, name]) => name)).toEqual([
      'PlayerRow',
      'PlayerInsert',
      'PlayerUpdate',
      'PlayerTable',
      'Database',
    ]);
    expect(text).toContain('players: PlayerTable;');
  });

  it('that is no identifier is refused', () => {
    const players = relation('players', [id]);
    const contract = contractOn([{ relation: players.id, name: 'Player {} export const x = 1; interface Y' }]);
    expect(failuresOf(() => generateModule(contract, snapshotOf([players])))[0]?.code).toBe('registry-invalid');
  });
});

describe('what the contract names and the schema lacks', () => {
  const players = relation('players', [id, column('first_name', builtinType('text'))]);
  const invoices = relation('invoices', [id], { schema: 'billing' });
  const snapshot = snapshotOf([invoices, players]);
  const missingOf = (contract: ReturnType<typeof contractOn>): unknown => generateModule(contract, snapshot).missing;

  it('is answered with the nearest name, and the rest is generated', () => {
    const contract = contractOn([
      { relation: parseRelationId('player') ?? invoices.id },
      { relation: parseRelationId('invoices') ?? players.id },
      { relation: parseRelationId('something_else') ?? players.id },
      { relation: players.id, read: ['firstname', 'team_id', 'id', 'ctid'], write: ['firstname'] },
    ]);
    expect(missingOf(contract)).toEqual([
      { kind: 'relation', relation: 'public.invoices', nearest: 'billing.invoices' },
      { kind: 'relation', relation: 'public.player', nearest: 'players' },
      { kind: 'column', relation: 'public.players', column: 'firstname', nearest: 'first_name' },
      { kind: 'column', relation: 'public.players', column: 'team_id', nearest: null },
      { kind: 'relation', relation: 'public.something_else', nearest: null },
    ]);
    const { text } = generateModule(contract, snapshot);
    expect(text).toContain('  first_name: string;');
    // A column of PostgreSQL's own, which every table has.
    expect(text).toMatch(/\/\*\* `tid` \*\/\n {2}ctid: string;/);
    expect(text).not.toContain('team_id');
  });
});
