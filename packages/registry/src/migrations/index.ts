export {
  migrationsRecordFile,
  parseMigrationsRecord,
  printMigrationsRecord,
  readMigrationsRecord,
  type MigrationRecord,
} from './migrations-record.js';
