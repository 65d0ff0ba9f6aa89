import pgPromise, { type ITask } from 'pg-promise';
const db = pgPromise()('postgres://');
export const sign = (id: number) =>
  db.tx('sign', async (t) => {
    await t.none('UPDATE contracts SET signed = true WHERE id = $1', [id]);
    return t.task((inner) => inner.any('SELECT id FROM contracts'));
  });
export const later = (task: ITask<{}>) => task.none("NOTIFY signed");
