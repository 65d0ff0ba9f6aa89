import { Container } from 'inversify';
import { PlayerRepository, type Repository } from './store.js';

export const PLAYERS = Symbol('players');
export const container = new Container();
container.bind<Repository<any>>(PLAYERS).to(PlayerRepository);
