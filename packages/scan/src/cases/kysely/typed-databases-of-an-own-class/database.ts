import { Kysely } from 'kysely';

export class Database extends Kysely<any> {}
