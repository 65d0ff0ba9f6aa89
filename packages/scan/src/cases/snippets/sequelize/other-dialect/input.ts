import { Sequelize } from 'sequelize';
const sequelize = new Sequelize('sqlite::memory:');
export const one = () => sequelize.query('SELECT id FROM players');
