export { database as db } from './connection.js';
