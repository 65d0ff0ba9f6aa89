import { openStore } from './storage/postgres.js';
import { PlayerRepository } from './repository.js';

export const players = new PlayerRepository(openStore(process.env.STORE!));
