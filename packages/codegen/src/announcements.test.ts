import { relationId, type Deprecation } from '@rowpact/model';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { generateModule } from './generate-module.js';
import { builtinType, column, contractOnAll, relation, snapshotOf } from './testing/league.js';

function announced(kind: Deprecation['kind'], subject: string, given: Partial<Deprecation> = {}): Deprecation {
  return {
    ...{
      kind,
      subject,
      reason: 'it goes',
      replacement: null,
      since: null,
      removeAfter: '2027-01-15',
      cascade: [],
      users: null,
    },
    ...{ dropped: null, location: { file: 'lifecycle.yaml' }, source: 'registry' },
    ...given,
  };
}

const games = relation('games', [column('hall', builtinType('text'))], { kind: 'partitioned table' });
const games2027 = relation('games_2027', [column('hall', builtinType('text'))], {
  partitionOf: { parent: games.id, bound: 'DEFAULT' },
});
const players = relation('players', [
  column('team_id', builtinType('int4'), { comment: 'Old team. @Deprecated since 018: see below' }),
  column('full_name', builtinType('text'), { comment: '@deprecated on purpose' }),
]);

function moduleOf(deprecations: readonly Deprecation[]): string {
  const relations = [games, games2027, players];
  return generateModule(contractOnAll(relations), snapshotOf(relations), deprecations).text;
}

/** Names of properties and interfaces that TypeScript takes for deprecated. */
function deprecatedIn(text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const named = ts.isInterfaceDeclaration(node) || ts.isPropertySignature(node);
    if (named && ts.getJSDocDeprecatedTag(node)) found.push(node.name.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('rows.ts', text, ts.ScriptTarget.ESNext, true));
  return found;
}

describe('what is announced', () => {
  it('is deprecated for TypeScript in the types of row, insert and update', () => {
    expect(deprecatedIn(moduleOf([announced('column', 'public.players.team_id')]))).toEqual([
      ...['team_id', 'full_name', 'team_id', 'full_name', 'team_id', 'full_name'],
    ]);
    expect(deprecatedIn(moduleOf([announced('table', games.id)]))).toEqual(
      expect.arrayContaining(['GamesRow', 'GamesInsert', 'GamesUpdate', 'Games2027Row']),
    );
  });

  it('says why, what to use and until when, once', () => {
    const text = moduleOf([announced('column', 'public.players.team_id', { replacement: 'player_teams.team_id' })]);
    expect(text).toContain('@deprecated it goes; use player_teams.team_id; removed after 2027-01-15\n');
    expect(text).toContain('   * Old team.\n');
    expect(text).not.toContain('see below');
  });

  it('goes for the partitions of a table too', () => {
    expect(
      deprecatedIn(moduleOf([announced('column', `${games.id}.hall`)])).filter((name) => name === 'hall'),
    ).toHaveLength(6);
  });

  it('changes nothing where it is gone, or about something else', () => {
    const elsewhere = [
      announced('column', 'public.players.team_id', { dropped: { migration: '019', on: null } }),
      announced('column', 'league.players.team_id'),
      announced('table', relationId('public', 'teams')),
      announced('constraint', 'public.players.players_pkey'),
    ];
    expect(moduleOf(elsewhere)).toBe(moduleOf([]));
  });

  it.each(['*/ declare const x: 1; /*', 'a\n * @internal', 'a\u2028@see b', '\u202e{@link x}', ''])(
    'stays in its comment (%j)',
    (hostile) => {
      const text = moduleOf([announced('column', 'public.players.team_id', { reason: hostile, replacement: hostile })]);
      const source = ts.createSourceFile('rows.ts', text, ts.ScriptTarget.ESNext, true);
      expect(source.statements.every((statement) => ts.isInterfaceDeclaration(statement))).toBe(true);
      expect(text).not.toMatch(/^\s*\* @(?!deprecated)/mu);
      expect(text).not.toMatch(/[\u2028\u202e]/u);
    },
  );
});
