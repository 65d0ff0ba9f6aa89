interface Queryable { query(text: string, values?: unknown[]): Promise<unknown> }
export const teams = (on: Queryable) => on.query('SELECT id FROM teams');
