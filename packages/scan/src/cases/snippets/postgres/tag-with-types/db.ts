import postgres from 'postgres';
const sql = postgres({ host: 'localhost' });
export default sql;
