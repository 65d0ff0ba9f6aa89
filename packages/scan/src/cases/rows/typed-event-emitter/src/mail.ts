import { onSigned } from './events.js';

onSigned((player) => console.log(player.email));

const coach = { full_name: 'Ada' };
console.log(coach.full_name);
