import type { Sql } from 'postgres';
import type { BillingInvoicesInsert, ContractStatus, JsonInput, PlayersRow, TeamsInsert, TeamsRow } from './expected.js';

// postgres.js parses arrays of every type.
export const statuses = (player: PlayersRow): ContractStatus[] => player.previous_statuses;

// The types go in and out of the driver's own.
export const insert = async (sql: Sql, team: TeamsInsert): Promise<TeamsRow[]> =>
  sql<TeamsRow[]>`INSERT INTO teams ${sql(team)} RETURNING *`;
export const pay = (sql: Sql, invoice: BillingInvoicesInsert): unknown =>
  sql`INSERT INTO billing.invoices ${sql(invoice, 'amount', 'paid')}`;

// JSON arrays go out as JSON, booleans as booleans.
export const notes: JsonInput = [{ coach: 'Ada' }];
// @ts-expect-error wrap it in sql.json
export const isCaptain: JsonInput = true;
