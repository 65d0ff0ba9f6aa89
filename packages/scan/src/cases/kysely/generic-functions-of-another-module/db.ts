import { Kysely } from 'kysely';
export declare const db: Kysely<any>;
