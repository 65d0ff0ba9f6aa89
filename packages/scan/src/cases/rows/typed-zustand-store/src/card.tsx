import { useLeague } from './store.js';

export function Card() {
  const name = useLeague((state) => state.player.full_name);
  const { player } = useLeague();
  return <p>{name + player.email}</p>;
}
