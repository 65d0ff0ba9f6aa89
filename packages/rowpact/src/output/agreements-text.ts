import type { Agreement } from '@rowpact/model';
import { locationText } from './failure-text.js';
import type { Paint } from './style.js';

/** Where a list and the code agree: what was checked and found right, so that nobody checks it again. */
export function agreementsText(exact: readonly Agreement[], paint: Paint): string {
  return exact
    .map(({ relation, columns, location }) => {
      const place = paint('cyan', locationText(location));
      return `  ${paint('green', 'exact')}  ${relation} (${columns.join(', ')})  ${place}\n`;
    })
    .join('');
}
