import type { PageLoad } from './$types';

export const load: PageLoad = ({ data }) => {
  return { names: data.players.map((player) => player.full_name), first: data.players[0] };
};
