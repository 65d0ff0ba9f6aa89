import { expressionBuilder, sql, type ExpressionBuilder, type Expression, type Kysely, type RawBuilder } from 'kysely';

const eb = expressionBuilder<any, 'players'>();
const adult = eb('age', '>=', 18);

function hasTeam(name: Expression<string>) {
  const inner = expressionBuilder<any, any>();
  return inner.exists(inner.selectFrom('teams').select('teams.id').where('teams.name', '=', name));
}

export const nameIs = (name: string) => (b: ExpressionBuilder<any, 'players'>) => b('players.name', '=', name);

export const all = (db: Kysely<any>, filter: RawBuilder<boolean>, extra: Expression<any>) =>
  Promise.all([
    db.selectFrom('players').select('id').where(adult).where(hasTeam(sql.lit('Owls'))).where(nameIs('Ann')).execute(),
    db.selectFrom('players').select('id').where(filter).execute(),
    db.selectFrom('players').select('id').where('team_id', '=', extra).execute(),
    db.selectFrom('players').select('id').where((b) => b.and([b('x', '=', 1), extra])).execute(),
  ]);
