import { setImmediate } from 'node:timers/promises';
import type { CatalogQuery } from './catalog-query.js';

/**
 * The same query function for callers that do not wait for each other: statements run one after the other in the order
 * asked, and each is sent before the rows of the one before are worked on, so that server and client work at the same
 * time. After one has failed no other is sent, and all fail with the first one's error.
 */
export function inTurn(query: CatalogQuery): CatalogQuery {
  let last: Promise<unknown> = Promise.resolve();
  return async (sql) => {
    const answer = last.then(() => query(sql));
    last = answer;
    const rows = await answer;
    await setImmediate(); // the next statement goes first
    return rows;
  };
}
