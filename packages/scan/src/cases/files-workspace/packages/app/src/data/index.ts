export { load as fetchAll } from './run.js';
