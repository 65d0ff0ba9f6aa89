import { CamelCasePlugin, PostgresDialect } from 'kysely';
import { Database } from './database.js';

export const start = () => new Database({ dialect: new PostgresDialect({} as any), plugins: [new CamelCasePlugin({ upperCase: true })] });
