import { pool } from './db';

export const OLDEST = 'SELECT min(created_at) FROM outbox';
export const pending = () => pool.query("SELECT id FROM outbox WHERE status = 'pending'");
