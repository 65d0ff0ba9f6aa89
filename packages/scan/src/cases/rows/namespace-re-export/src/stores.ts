export * as players from './player-store.js';
