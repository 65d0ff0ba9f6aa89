import { findPlayer } from '../src/players.js';

console.log((await findPlayer()).custom_notes);
