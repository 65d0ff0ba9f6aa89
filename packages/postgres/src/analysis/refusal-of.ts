import { fail } from '@rowpact/model';
import type { RefusedAnswer } from './answer.js';
import type { Reply } from './exchange.js';

/**
 * Reads the server's error about a text.
 * @param prefix - how many characters stood before the text in what was sent; null where the error's place means another text.
 */
export function refusalOf(text: string, { fields }: Reply, prefix: number | null): RefusedAnswer {
  const field = (letter: string): string | null => fields?.get(letter) ?? null;
  const severity = field('V');
  if (severity === 'FATAL' || severity === 'PANIC') {
    fail({
      code: 'engine-failed',
      message: `the embedded PostgreSQL stopped: ${field('M') ?? ''}`,
      hint: 'Run the command again; if it stops at the same place, report it with the statement that was analysed.',
    });
  }
  const position = field('P');
  return {
    kind: 'refused',
    sqlstate: field('C') ?? 'XX000',
    message: field('M') ?? '',
    detail: field('D'),
    hint: field('H'),
    offset: position === null || prefix === null ? null : unitsOf(text, Number(position) - 1 - prefix),
  };
}

/** How many UTF-16 code units the first characters (code points) of a text take. */
function unitsOf(text: string, characters: number): number {
  let units = 0;
  for (let seen = 0; seen < characters && units < text.length; seen += 1)
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return units;
}
