import { container } from 'tsyringe';
import { PlayerStore } from './store.js';

const store = container.resolve(PlayerStore);
const other = container.resolve<PlayerStore>('store');

store.find(1).then((player) => console.log(player.full_name));
other.find(2).then((player) => console.log(player.email));
