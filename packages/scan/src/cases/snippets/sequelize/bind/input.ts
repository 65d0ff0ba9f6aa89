import { Sequelize } from 'sequelize';
const sequelize = new Sequelize({ dialect: 'postgres' });
export const named = (id: number) => sequelize.query('SELECT id FROM players WHERE id = $id', { bind: { id } });
export const listed = (id: number) => sequelize.query('SELECT id FROM players WHERE id = $1', { bind: [id] });
