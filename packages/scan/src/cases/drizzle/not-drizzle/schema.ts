// Speaks of drizzle-orm only.
function pgTable(name: string, columns: object) {
  return { name, columns };
}

export const players = pgTable('players', { id: 1 });
