import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';

function auditTable(name: string) {
  return pgTable(`${name}_audit`, { id: integer('id'), change: jsonb('change'), by: text('changed_by') });
}

export const playersAudit = auditTable('players');
export const teamsAudit = auditTable('teams');
