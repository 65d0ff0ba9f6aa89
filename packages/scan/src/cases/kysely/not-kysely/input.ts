import squel from 'squel';
import knex from 'knex';

const builder = {
  selectFrom(table: string) {
    return { where: (condition: string) => `${table} ${condition}` };
  },
};

class Store {
  insertInto(name: string, value: object) {
    return { name, value };
  }
  deleteFrom(name: string) {
    this.insertInto(name, {});
  }
}

export const text = builder.selectFrom('players').where('id = 1');
export const stored = new Store().insertInto('players', {});
export const other = squel.selectFrom('players');
export const query = knex({}).selectFrom('players');
export function find(list: { selectFrom(name: string): unknown }) {
  return list.selectFrom('players');
}
