import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { relationId, type RelationId } from '@rowpact/model';
import { ts } from 'ts-morph';
import { expect, it } from 'vitest';
import { matchRowTypes } from './match-row-types.js';
import { planAdoption } from './plan-adoption.js';
import type { MatchContext, StatementAnswer } from './row-type-match.js';
import { readFolder } from './testing/adoption-case.js';
import { compile, copyService, producerSnapshot } from './testing/incident-copy.js';
import { readRowTypes } from './testing/read-row-types.js';
import { nameExpander } from './type-names.js';

const GENERATED = 'src/lib/database.gen.ts';
const players = relationId('public', 'players');

it('replaces the hand-written Player of the incident, to the byte, and only its use of team_id fails to compile', async () => {
  const folder = copyService();
  expect(compile(folder)).toEqual([]);
  const before = readFileSync(join(folder, 'src/lib/types.ts'), 'utf8');

  const matches = matchRowTypes(rowTypesIn(folder), contextOf(folder));
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
  expect(matchRowTypes(rowTypesIn(folder), contextOf(folder))).toEqual([]);
});

function rowTypesIn(folder: string) {
  const page = { file: 'src/routes/contract/[token]/+page.server.ts', line: 15, column: 5 };
  return [...readFolder(join(folder, 'src'))]
    .filter(([file]) => /\.(?:ts|svelte)$/.test(file))
    .flatMap(([file, text]) => readRowTypes(`src/${file}`, text, (name) => (name === 'Player' ? [page] : [])));
}

function contextOf(folder: string): MatchContext {
  const snapshot = producerSnapshot();
  const columns = snapshot.relations.find(({ id }) => id === players)?.columns ?? [];
  const answer: StatementAnswer = {
    relations: ['parents', 'player_teams', 'players', 'teams'].map((name) => relationId('public', name)),
    columns: [
      ...columns.map(({ name }) => ({ name, source: { relation: players, column: name } })),
      { name: 'parent_name', source: { relation: relationId('public', 'parents'), column: 'name' } },
      { name: 'parent_email', source: { relation: relationId('public', 'parents'), column: 'email' } },
      { name: 'team_name', source: { relation: relationId('public', 'teams'), column: 'name' } },
    ],
  };
  const types = generatedTypes(folder);
  return {
    snapshot,
    results: new Map([['src/routes/contract/[token]/+page.server.ts:15:5', answer]]),
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
