export * from './store.js';
export { one as findPlayer } from './store.js';
