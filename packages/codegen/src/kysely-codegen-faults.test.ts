import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { generateModule } from './generate-module.js';
import {
  builtinType,
  column,
  contractOn,
  contractOnAll,
  domain,
  enumType,
  ownType,
  relation,
  snapshotOf,
} from './testing/league.js';
import { typeErrors } from './testing/type-check.js';

const require = createRequire(import.meta.url);

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

const name = column('name', builtinType('text'));

function textOf(relations: Parameters<typeof contractOnAll>[0], given: Parameters<typeof snapshotOf>[1] = {}): string {
  return generateModule(contractOnAll(relations), snapshotOf(relations, given)).text;
}

// Each was seen in kysely-codegen 0.20; none may reach a module of ours.
describe('a fault of kysely-codegen does not reach the module', () => {
  it('loads typescript undeclared: our manifest declares it (and load-serializer.test.ts shows that it stays unloaded)', () => {
    const theirs = require('kysely-codegen/package.json') as Manifest;
    const ours = require('../package.json') as Manifest;
    expect(theirs.dependencies['typescript']).toBeUndefined();
    expect(ours.dependencies['typescript']).toBe('6.0.3');
  });

  it('a column comment with */ ends the JSDoc and injects code', () => {
    const injection = '*/ injected: true; /** */ } export const stolen = process.env; interface Rest { /*';
    const text = textOf([
      relation('teams', [column('name', builtinType('text'), { comment: injection })], { comment: injection }),
    ]);
    const comments = text.match(/\/\*[\s\S]*?\*\//g)?.join('') ?? '';
    expect(comments.split('injected').length).toBe(text.split('injected').length);
    expect(typeErrors(text, ['export const team: m.TeamsRow = { name: "Westside" };'])).toEqual(new Map());
    expect(typeErrors(text, ['export const stolen: typeof m.stolen = 1;']).size).toBe(1);
  });

  it('GENERATED ALWAYS and identity columns are writable', () => {
    const text = textOf([
      relation('players', [
        column('id', builtinType('int4'), { identity: 'always' }),
        column('number', builtinType('int4'), { identity: 'by default' }),
        column('full_name', builtinType('text'), {
          writable: false,
          generated: { kind: 'stored', expression: 'first || last' },
        }),
        name,
      ]),
    ]);
    const keys = (type: string): string => `export const keys: Same<keyof m.Players${type}, KEYS> = true;`;
    const checks = [
      keys('Row').replace('KEYS', '"id" | "number" | "full_name" | "name"'),
      keys('Insert').replace('KEYS', '"number" | "name"'),
      keys('Update').replace('KEYS', '"number" | "name"'),
      'export const least: m.PlayersInsert = { name: "Ada" };',
    ];
    expect(
      typeErrors(
        text,
        checks.map((check, index) => check.replace('const ', `const c${index}_`)),
      ),
    ).toEqual(new Map());
  });

  it('enum labels are sorted alphabetically', () => {
    const status = column('status', ownType('contract_status', 'enum'));
    const text = textOf([relation('contracts', [status])], {
      enums: [enumType('contract_status', ['unsent', 'sent', 'expired'])],
    });
    expect(text).toContain('export type ContractStatus = "unsent" | "sent" | "expired";');
    expect(text).toContain('export const contractStatusValues = ["unsent", "sent", "expired"] as const;');
  });

  it('every view column is nullable', () => {
    const view = relation('roster', [name, column('team', builtinType('text'), { nullable: true })], { kind: 'view' });
    expect(textOf([view])).toMatch(/RosterRow \{[^}]* name: string;[^}]* team: string \| null;/);
  });

  it('NOT NULL domains are nullable', () => {
    const email = column('email', ownType('email_address', 'domain'));
    const text = textOf([relation('parents', [email])], {
      domains: [domain('email_address', builtinType('text'), { notNull: true })],
    });
    expect(text).toMatch(/ParentsRow \{[^}]* email: string;/);
  });

  it('an enum named _x is read as an array', () => {
    const columns = [column('one', ownType('_x', 'enum')), column('many', ownType('_x', 'enum', 1))];
    const relations = [relation('odds', columns)];
    const snapshot = snapshotOf(relations, { enums: [enumType('_x', ['z', 'a'])] });
    const { text } = generateModule(contractOnAll(relations, { driver: 'postgres' }), snapshot);
    expect(text).toMatch(/OddsRow \{[^}]* one: X;[^}]* many: X\[\];/);
  });

  it('INHERITS children are dropped as partitions', () => {
    const parent = relation('players', [name]);
    const child = relation('guest_players', [name], { inherits: [parent.id] });
    const partition = relation('games_2026', [name], { partitionOf: { parent: parent.id, bound: 'DEFAULT' } });
    const text = textOf([child, parent, partition]);
    expect(text).toContain('export interface GuestPlayersRow {');
    expect(text).toContain('export interface Games2026Row {');
  });

  it('colliding names are numbered by order, so that a new table renames the type of another', () => {
    const relations = [relation('S2 dup', [name]), relation('S2_dup', [name])];
    expect(() => textOf(relations)).toThrow(/S2 dup.*S2_dup.*would both be called S2DupRow/);
    const [first] = relations;
    if (!first) throw new Error('no relation');
    // Another table of that name, outside the contract, changes nothing.
    const alone = generateModule(contractOn([{ relation: first.id }]), snapshotOf([first])).text;
    expect(generateModule(contractOn([{ relation: first.id }]), snapshotOf(relations)).text).toBe(alone);
  });
});
