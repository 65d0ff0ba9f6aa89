import postgres from 'postgres';
const sql = postgres();
export function render() {
  const sql = (strings: TemplateStringsArray) => strings.join('');
  return sql`SELECT this is no statement`;
}
export const teams = () => sql`SELECT id FROM teams`;
