import { findPlayer } from '../src/players.js';

console.log((await findPlayer()).email);
