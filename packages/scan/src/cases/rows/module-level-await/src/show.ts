import { players } from './players.js';

console.log(players[0].full_name);
