import { relationId, type RowProperty, type RowType } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { consumerFolder } from '../testing/consumer-folder.js';
import { matchRowTypes } from './match-row-types.js';
import { planAdoption } from './plan-adoption.js';
import type { MatchContext, StatementAnswer } from './row-type-match.js';
import { LEAGUE, leagueModule, ROW_NAMES, typeOf } from './testing/league.js';
import { readRowTypes } from './testing/read-row-types.js';

const GENERATED = { file: 'src/database.gen.ts', names: ROW_NAMES };
const players = relationId('public', 'players');
const STATEMENT = { file: 'src/page.ts', line: 4, column: 9 };

function answering(...columns: readonly string[]): MatchContext {
  const answer: StatementAnswer = {
    relations: [players],
    columns: columns.map((column) => ({ name: column, source: { relation: players, column } })),
  };
  return { snapshot: LEAGUE, results: new Map([['src/page.ts:4:9', answer]]), typeOf };
}

function property(name: string, type: string, line: number): RowProperty {
  const location = { file: 'src/types.ts', line, column: 3 };
  return { name, type, nullable: type.includes('null'), optional: false, location };
}

describe('matchRowTypes', () => {
  it('reads what a zod object takes', () => {
    const properties = [
      property('id', 'z.number().int()', 3),
      property('full_name', 'z.string().nullable()', 4),
      property('season_fee', 'z.number()', 5),
      property('contract_token', 'z.string()', 6),
      property('date_of_birth', 'z.coerce.date()', 7),
      property('jersey_option', "z.enum(['new', 'keep_last_season', 'borrow']).nullable()", 8),
      property('positions', 'z.array(z.string())', 9),
      property('team_id', 'z.number().nullable()', 10),
    ];
    const location = { file: 'src/types.ts', line: 2, column: 7 };
    const schema: RowType = { name: 'playerSchema', kind: 'zod object', location, properties, statements: [STATEMENT] };
    const columns = properties.map(({ name }) => name).filter((name) => name !== 'team_id');
    const [match] = matchRowTypes([schema], answering(...columns));
    expect(match?.stale.map(({ name }) => name)).toEqual(['team_id']);
    expect(match?.wronglyTyped.map(({ column }) => column)).toEqual(['season_fee']);
    expect(match?.wronglyNullable.map(({ column }) => column)).toEqual(['full_name', 'contract_token']);
  });

  it('blames a property where it is written, not on the types that are made of it', () => {
    const team = property('team_id', 'number | null', 4);
    const own = [property('id', 'number', 2), property('full_name', 'string', 3), team];
    const player: RowType = {
      ...{ name: 'Player', kind: 'interface', location: { file: 'src/types.ts', line: 1, column: 18 } },
      ...{ properties: own, statements: [] },
    };
    const row: RowType = {
      ...{ name: 'ContractRow', kind: 'type alias', location: { file: 'src/page.ts', line: 1, column: 6 } },
      ...{ properties: own, statements: [STATEMENT] },
    };
    const matches = matchRowTypes([player, row], answering('id', 'full_name'));
    expect(matches.map(({ rowType, stale }) => [rowType.name, stale])).toEqual([['Player', [team]]]);
  });

  it('says nothing where nobody knows the types', () => {
    const rowType: RowType = {
      ...{ name: 'Player', kind: 'interface', location: { file: 'src/types.ts', line: 1, column: 18 } },
      ...{ properties: [property('id', 'string', 2), property('full_name', 'number', 3)], statements: [STATEMENT] },
    };
    const [match] = matchRowTypes([rowType], { ...answering('id', 'full_name'), typeOf: () => null });
    expect(match).toMatchObject({ relation: players, wronglyTyped: [], wronglyNullable: [] });
  });

  it('finds its way in a schema of a thousand tables', () => {
    const [template] = LEAGUE.relations.filter(({ id }) => id === players);
    if (!template) throw new Error('no players');
    const relations = Array.from({ length: 1000 }, (_, at) => {
      const name = `players_${at}`;
      return { ...template, id: relationId('public', name), name };
    });
    const rowTypes = Array.from({ length: 50 }, (_, at): RowType => ({
      ...{
        name: `Players${at}Row`,
        kind: 'interface',
        location: { file: 'src/types.ts', line: 100 * at + 1, column: 18 },
      },
      properties: template.columns.map(({ name }, column) => property(name, 'unknown', 100 * at + column + 2)),
      statements: [],
    }));
    const matches = matchRowTypes(rowTypes, { ...answering(), snapshot: { relations, enums: [] } });
    expect(matches.map(({ relation, rivals }) => [relation, rivals])).toEqual(
      rowTypes.map((_, at) => [`public.players_${at}`, []]),
    );
  });
});

describe('planAdoption', () => {
  const TEXT = 'export interface Player {\n  id: number;\n  full_name: string;\n}\n';

  function planned(bytes: string | Uint8Array, names = ROW_NAMES, file = 'src/player.ts') {
    const folder = consumerFolder({ [file]: bytes, 'src/database.gen.ts': leagueModule() });
    const rowTypes = readRowTypes(file, TEXT, () => [STATEMENT]);
    const matches = matchRowTypes(rowTypes, answering('id', 'full_name'));
    return planAdoption({ folder }, matches, { ...GENERATED, names });
  }

  it.each([
    ['Windows-1252', Buffer.concat([Buffer.from(TEXT), Buffer.from([0x2f, 0x2f, 0xe9])]), 'its file is not UTF-8'],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TEXT, 'utf16le')]), 'its file is not UTF-8'],
    ['another text', 'export const players = 1;\n', 'its file has changed since it was read'],
    ['another property', TEXT.replace('full_name', 'first_name'), 'its file has changed since it was read'],
    [
      'a further property',
      TEXT.replace('}', '  height_cm: string | null;\n}'),
      'its file has changed since it was read',
    ],
  ])('leaves a type alone in a file with %s', async (_, bytes, reason) => {
    expect(await planned(bytes)).toMatchObject({ files: [], types: [{ outcome: 'left', reason }], needs: new Map() });
  });

  it('leaves a type alone whose relation the generated module cannot have', async () => {
    const { files, types } = await planned(TEXT, new Map());
    expect(files).toEqual([]);
    expect(types).toMatchObject([{ reason: 'the generated module has no row for its relation' }]);
  });

  it('says why a file could not be read, and goes on', async () => {
    const rowTypes = ['src/gone.ts', 'src/player.ts'].flatMap((file) => readRowTypes(file, TEXT, () => [STATEMENT]));
    const folder = consumerFolder({ 'src/player.ts': TEXT });
    const matches = matchRowTypes(rowTypes, answering('id', 'full_name'));
    const { files, types } = await planAdoption({ folder }, matches, GENERATED);
    expect(files.map(({ file }) => file)).toEqual(['src/player.ts']);
    expect(types.map(({ outcome }) => outcome)).toEqual(['left', 'replaced']);
  });

  it('keeps every other byte of a file, strange ones too', async () => {
    const around = ['\u2028// 🏀\t \r\n', '\r\nconst odd = `\r\n\t`;  \n\n\n/* \u00a0 */'];
    const { files } = await planned(`${around[0] ?? ''}${TEXT}${around[1] ?? ''}`);
    const [change] = files;
    expect(change?.content.endsWith(around[1] ?? '')).toBe(true);
    expect(change?.content).toContain("export type Player = Pick<PlayersRow, 'id' | 'full_name'>;\n");
  });
});
