import { createServices } from 'service-kit';

export const services = createServices(() => ({
  roster: {
    add(player: any) {
      return player.team_id === null;
    },
    check(player: any) {
      return player.email !== '';
    },
  },
}));
