import { pool } from './db';
import { OLDEST } from './Outbox.vue';

export const oldest = () => pool.query(OLDEST);
