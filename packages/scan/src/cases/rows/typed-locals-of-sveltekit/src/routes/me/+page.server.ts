import type { RequestEvent } from '@sveltejs/kit';

export const actions = {
  rename: async ({ locals }: RequestEvent) => {
    const name = locals.player?.full_name;
    return { ok: name !== '' };
  },
};

export function mailOf(event: RequestEvent) {
  const { player } = event.locals;
  return player?.email;
}

interface Coach {
  player: { team_id: number };
}

export function otherTeam(coach: Coach) {
  return coach.player.team_id;
}
