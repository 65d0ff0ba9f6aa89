import { useQuery } from '@tanstack/react-query';
import { findPlayer, listPlayers } from './api.js';

export function Card({ id }: { id: number }) {
  const { data, refetch } = useQuery({ queryKey: ['player', id], queryFn: () => findPlayer(id) });
  const reload = async () => console.log((await refetch()).data.team_id);
  return <p onClick={reload}>{data?.full_name}</p>;
}

export function Roster() {
  const names = useQuery({
    queryKey: ['players'],
    queryFn: listPlayers,
    select: (players) => players.map((player: any) => player.email),
  });
  return <p>{names.data}</p>;
}
