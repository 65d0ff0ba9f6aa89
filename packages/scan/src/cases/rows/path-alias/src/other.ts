import { find } from '#store';

find(2).then((player) => player.email);
