import { db } from '@/db';

export async function Roster({ team }: { team: number }) {
  const players = await db.selectFrom('players').select(['id', 'name']).where('team_id', '=', team).execute();
  async function remove(data: FormData) {
    'use server';
    await db.deleteFrom('players').where('id', '=', Number(data.get('id'))).execute();
  }
  return (
    <form action={remove}>
      {players.map((player) => (
        <Row key={player.id} load={() => db.selectFrom('photos').select('url').where('player_id', '=', player.id).executeTakeFirst()} />
      ))}
    </form>
  );
}
