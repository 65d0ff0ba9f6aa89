import type { Sequelize } from 'sequelize';
export const one = (sequelize: Sequelize) => sequelize.query({ query: 'SELECT id FROM players WHERE id = ?', values: [1] });
