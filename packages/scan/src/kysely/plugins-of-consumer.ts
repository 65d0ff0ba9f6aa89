import type { KyselyPlugin, RootOperationNode } from 'kysely';
import type { ModuleGraph, SourceModule } from '../module/source-module.js';
import { namesThingsInCamelCase } from './camel-case-names.js';
import { constructionPlaces } from './construction-places.js';
import { constructionsIn, type Construction } from './constructions.js';
import { loadKysely, createDatabase } from './library.js';

/**
 * The plugins of a database that is known by its type only: those of the consumer's own databases. Where these differ, a query whose
 * names are in camelCase is written as the databases with a `CamelCasePlugin` write it, every other one as it stands.
 */
export function pluginsOfConsumer(module: SourceModule, graph: ModuleGraph): readonly KyselyPlugin[] {
  const all = constructionPlaces(module, graph).flatMap((place) => constructionsIn(place, graph));
  const [first, ...others] = all;
  if (first === undefined) return [];
  const isSame = all.every(({ isRead }) => isRead) && others.every((other) => writesAlike(first, other));
  return isSame ? first.plugins : whereNamesFit(all);
}

function whereNamesFit(all: readonly Construction[]): readonly KyselyPlugin[] {
  const fitting = all.filter(({ plugins }) => plugins.some(isCamelCase));
  const [first, ...others] = fitting;
  if (first === undefined) return [];
  const agree = others.every((other) => writesAlike(first, other));
  const plugins = agree ? first.plugins : first.plugins.filter(isCamelCase).slice(0, 1);
  return [
    {
      transformQuery: ({ node, queryId }) =>
        namesThingsInCamelCase(node)
          ? plugins.reduce<RootOperationNode>((each, plugin) => plugin.transformQuery({ node: each, queryId }), node)
          : node,
      transformResult: ({ result }) => Promise.resolve(result),
    },
  ];
}

function isCamelCase(plugin: KyselyPlugin): boolean {
  return plugin instanceof loadKysely().kysely.CamelCasePlugin;
}

/** Whether two databases write every query alike: what a plugin does to rows is no difference here. */
function writesAlike(one: Construction, other: Construction): boolean {
  return one === other || JSON.stringify(writes(one)) === JSON.stringify(writes(other));
}

/** What a database makes of names and conditions on which the plugins of Kysely, with each of their options, differ. */
function writes({ plugins }: Construction): readonly string[] {
  const library = loadKysely();
  // Any table and column will do: nothing is sent.
  const db = createDatabase(library, plugins) as InstanceType<typeof library.kysely.Kysely<Probed>>;
  const names = ['playerTeams', 'address2Line', 'teamIDNumber', 'URLOfTeam', 'season_2', 'HOME_TEAM'] as const;
  const joined = db
    .selectFrom('playerTeams')
    .innerJoin('teams', 'teams.id', 'playerTeams.id')
    .innerJoin('teams', 'teams.id', 'playerTeams.id');
  return [
    db
      .selectFrom('playerTeams')
      .select([...names])
      .compile().sql,
    joined.select('teams.id').compile().sql,
    db.selectFrom('playerTeams').select('id').where('id', 'in', []).where('id', 'not in', []).compile().sql,
    db.selectFrom('playerTeams').select('id').where('id', '=', null).where('id', '!=', null).compile().sql,
    db.insertInto('playerTeams').values({ id: 1 }).compile().sql,
  ];
}

type Probed = Record<
  'playerTeams' | 'teams',
  Record<'id' | 'playerTeams' | 'address2Line' | 'teamIDNumber' | 'URLOfTeam' | 'season_2' | 'HOME_TEAM', number | null>
>;
