import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SCAN, type Location, relationId, type RelationId, type RowType } from '@rowpact/model';
import { ts } from 'ts-morph';
import { expect, it } from 'vitest';
import { findRowTypes } from '../row-types/find-row-types.js';
import { matchRowTypes } from './match-row-types.js';
import { planAdoption } from './plan-adoption.js';
import type { MatchContext } from './row-type-match.js';
import { compile, copyService, producerSnapshot } from './testing/incident-copy.js';
import { nameExpander } from './type-names.js';

const GENERATED = 'src/lib/database.gen.ts';
const players = relationId('public', 'players');

it('replaces the hand-written Player of the incident, to the byte, and only its use of team_id fails to compile', async () => {
  const folder = copyService();
  expect(compile(folder)).toEqual([]);
  const before = readFileSync(join(folder, 'src/lib/types.ts'), 'utf8');

  const matches = matchRowTypes(await rowTypesIn(folder), contextOf(folder));
  expect(matches).toMatchObject([
    {
      ...{ rowType: { name: 'Player' }, relation: players, rivals: [], whole: true },
      stale: [{ name: 'team_id', location: { file: 'src/lib/types.ts', line: 9, column: 3 } }],
      ...{ missing: [], wronglyTyped: [], wronglyNullable: [] },
    },
  ]);

  const adoption = await planAdoption({ folder }, matches, { file: GENERATED, names: rowNames(folder) });
  expect(adoption.needs).toEqual(new Map([[players, 'all']]));
  const declaration = before.indexOf('export interface Player');
  const content = [
    "import type { PlayersRow } from './database.gen';\n\n",
    before.slice(0, declaration),
    'export type Player = PlayersRow;\n',
  ].join('');
  expect(adoption.files).toEqual([{ file: 'src/lib/types.ts', content }]);

  for (const { file, content } of adoption.files) writeFileSync(join(folder, file), content);
  expect(compile(folder)).toEqual([
    "src/lib/calendar.ts(7,14): error TS2339: Property 'team_id' does not exist on type 'PlayersRow'.",
    "src/lib/calendar.ts(8,38): error TS2339: Property 'team_id' does not exist on type 'PlayersRow'.",
    "src/lib/contract-text.ts(35,14): error TS2339: Property 'team_id' does not exist on type 'PlayersRow'.",
    "src/routes/contract/[token]/+page.server.ts(38,22): error TS2339: Property 'team_id' does not exist on type 'ContractRow'.",
  ]);
  expect(matchRowTypes(await rowTypesIn(folder), contextOf(folder))).toEqual([]);
});

const PAGE = { file: 'src/routes/contract/[token]/+page.server.ts', line: 15, column: 5 };
const LIST = { file: 'src/routes/+page.server.ts', line: 9, column: 5 };
const SIGN = { file: 'src/routes/contract/[token]/sign/+server.ts', line: 63, column: 7 };

function rowTypesIn(folder: string): Promise<readonly RowType[]> {
  const statements = [PAGE, LIST, SIGN].map((place) => ({ place }));
  return findRowTypes({ folder, settings: DEFAULT_SCAN, store: null }, statements);
}

/** What PostgreSQL says of the three statements whose rows are typed. */
function answers(columns: readonly string[]): MatchContext['results'] {
  const own = (names: readonly string[]) =>
    names.map((name) => ({ name, source: { relation: players, column: name } }));
  const of = (table: string, column: string) => ({ relation: relationId('public', table), column });
  const page = [
    ...own(columns),
    { name: 'parent_name', source: of('parents', 'name') },
    { name: 'parent_email', source: of('parents', 'email') },
    { name: 'team_name', source: of('teams', 'name') },
  ];
  const joined = ['parents', 'player_teams', 'players', 'teams'].map((name) => relationId('public', name));
  const list = own(['full_name', 'contract_token', 'contract_status']);
  const sign = [...own(['id', 'full_name', 'contract_status']), { name: 'is_late', source: null }];
  return new Map([
    [keyOf(PAGE), { relations: joined, columns: page }],
    [keyOf(LIST), { relations: [players], columns: list }],
    [keyOf(SIGN), { relations: [players], columns: sign }],
  ]);
}

function keyOf({ file, line, column }: Required<Location>): string {
  return `${file}:${line}:${column}`;
}

function contextOf(folder: string): MatchContext {
  const snapshot = producerSnapshot();
  const columns = snapshot.relations.find(({ id }) => id === players)?.columns ?? [];
  const types = generatedTypes(folder);
  return {
    snapshot,
    results: answers(columns.map(({ name }) => name)),
    typeOf: (relation, column) => {
      const read = types.get(rowNames(folder).get(relation) ?? '')?.get(column);
      return read === undefined ? null : { read, nullable: /\bnull\b/.test(read) };
    },
    generated: GENERATED,
    expand: nameExpander(folder),
  };
}

/** The interfaces of the generated module, property by property. */
function generatedTypes(folder: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const text = readFileSync(join(folder, GENERATED), 'utf8');
  const source = ts.createSourceFile(GENERATED, text, ts.ScriptTarget.ESNext, true);
  const interfaces = source.statements.filter((statement) => ts.isInterfaceDeclaration(statement));
  return new Map(
    interfaces.map(({ name, members }) => [
      name.text,
      new Map(
        members.flatMap((member) =>
          ts.isPropertySignature(member) && member.type
            ? [[member.name.getText(), member.type.getText()] as const]
            : [],
        ),
      ),
    ]),
  );
}

function rowNames(folder: string): ReadonlyMap<RelationId, string> {
  const names = ['outbox', 'parents', 'player_teams', 'players', 'teams'];
  const types = generatedTypes(folder);
  return new Map(
    names.map((name) => {
      const row = `${name.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}Row`;
      if (!types.has(row)) throw new Error(`no ${row} in ${GENERATED}`);
      return [relationId('public', name), row];
    }),
  );
}
