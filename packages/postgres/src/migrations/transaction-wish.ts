import type { TransactionWish } from './migration.js';

/** The lines by which tools let a file run outside a transaction. */
const NO_TRANSACTION: readonly RegExp[] = [
  /^-- no-transaction/, // sqlx, first line only
  /^--[ \t]*migrate:up\b.*\btransaction:false\b/m, // dbmate
  /^[ \t]*--[ \t]*\+goose[ \t]+no[ \t]+transaction\b/im,
  /^--[ \t]*\+migrate[ \t]+up\b.*\bnotransaction\b/im, // sql-migrate
  /^--[ \t]*atlas:txmode[ \t]+none\b/m,
  /^--![ \t]*no-transaction\b/m, // graphile-migrate
  /^--[ \t]*postgres-migrations disable-transaction\b/m,
  /^----[ \t]*tern:[ \t]*disable-tx\b/m,
  /^[ \t]*--[ \t]*changeset\b.*\brunInTransaction:"?false\b/im, // Liquibase
];

/** Whether the file asks to run outside a transaction; its settings file (Flyway's `x.sql.conf`) may say so too. */
export function transactionWish(text: string, settings: string | null): TransactionWish {
  if (settings !== null && /^[ \t]*executeInTransaction[ \t]*=[ \t]*false\b/im.test(settings)) return 'none';
  return NO_TRANSACTION.some((line) => line.test(text)) ? 'none' : 'default';
}
