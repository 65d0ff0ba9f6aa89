import type { NextFunction, Request, Response } from 'express';
import { pool } from './db.js';

declare global {
  namespace Express {
    interface Request {
      player?: any;
    }
  }
}

export async function authenticate(request: Request, response: Response, next: NextFunction) {
  const { rows } = await pool.query('SELECT * FROM players');
  request.player = rows[0];
  next();
}
