import { Kysely } from 'kysely';
import { dialect } from '@league/pg';

export const database = new Kysely<any>({ dialect });
