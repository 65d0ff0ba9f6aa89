import { statement } from './tags';
export const teams = (id: number) => statement`SELECT id FROM teams WHERE id = ${id}`;
