import { QueryTypes, Sequelize } from 'sequelize';
const sequelize = new Sequelize('postgres://localhost/league');
export const named = (id: number) =>
  sequelize.query("SELECT id FROM players WHERE id = :id AND kind IN (:kinds) AND t > '10:30'::time", { replacements: { id, kinds: ['a'] }, type: QueryTypes.SELECT });
export const listed = (id: number) => sequelize.query('SELECT id FROM players WHERE id = ? OR id = ?', { replacements: [id, 2] });
