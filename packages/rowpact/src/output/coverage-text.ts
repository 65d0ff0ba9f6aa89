import type { BlindReport, ConsumerReport, Coverage } from '@rowpact/model';
import { locationText } from './failure-text.js';
import type { Paint } from './style.js';

/** How much was looked at, stated each time: what is not in it, nobody knows. */
export function coverageText(coverage: Coverage): string {
  const { files, statements, analysed, refused, foreign, blind, unreadable } = coverage;
  const found = `${counted(statements, 'statement')} in ${counted(files, 'file')}`;
  const parts = [
    analysed === statements && statements > 0 ? 'all analysed' : `${analysed} analysed`,
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(foreign > 0 ? [`${foreign} of another database`] : []),
    ...(blind > 0 ? [`${counted(blind, 'place')} that could not be read`] : []),
    ...(unreadable > 0 ? [counted(unreadable, 'unreadable file')] : []),
  ];
  return statements === 0 && parts.length === 1 ? found : `${found}: ${parts.join(', ')}`;
}

/** A line per consumer, and with `places` below it those that could not be read. */
export function consumersText(consumers: readonly ConsumerReport[], places: boolean, paint: Paint): string {
  const width = Math.max(0, ...consumers.map(({ name }) => name.length));
  return consumers
    .map(({ name, coverage, blinds }) => {
      const head = `${paint('bold', name.padEnd(width))}  ${coverageText(coverage)}\n`;
      return places ? head + blindLines(blinds, paint) : head;
    })
    .join('');
}

const SHOWN_BLINDS = 10;

function blindLines(blinds: readonly BlindReport[], paint: Paint): string {
  const lines = blinds
    .slice(0, SHOWN_BLINDS)
    .map(
      ({ location, reason, detail }) =>
        `  ${paint('yellow', 'not read')}  ${paint('cyan', locationText(location))}  ${reason}: ${detail}\n`,
    );
  if (blinds.length > SHOWN_BLINDS)
    lines.push(`  and ${blinds.length - SHOWN_BLINDS} more (--format json has them all)\n`);
  return lines.join('');
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
