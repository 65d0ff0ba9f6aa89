import type { Finding } from '@rowpact/model';
import { describeFinding, type DescribedFinding } from './described-finding.js';
import { locationText } from './failure-text.js';
import type { Paint } from './style.js';

/** A finding as people read it: one sentence, the places, the next step; a stale file with its diff. */
export function findingText(finding: Finding, paint: Paint): string {
  if (finding.kind === 'stale-file') return staleText(finding, paint);
  const { sentence, places, excerpt, next } = describeFinding(finding);
  return [
    `${paint('yellow', finding.kind)} ${sentence}`,
    ...placeLines(places, paint),
    ...excerpt.map((line) => `  ${paint('dim', '|')} ${line}`),
    `  ${paint('bold', 'next:')} ${next}`,
    '',
  ].join('\n');
}

/** More places than these are counted: the first ones are what somebody opens. */
const SHOWN_PLACES = 12;

function placeLines(places: DescribedFinding['places'], paint: Paint): readonly string[] {
  const width = Math.max(0, ...places.map(({ label }) => label.length));
  const shown = places.length > SHOWN_PLACES + 1 ? places.slice(0, SHOWN_PLACES) : places;
  const lines = shown.map(({ label, location, endLine, note }) => {
    const range = endLine === undefined ? '' : `-${endLine}`;
    const place = endLine === undefined ? locationText(location) : `${location.file}:${location.line ?? 1}${range}`;
    return `  ${width === 0 ? '' : `${label.padEnd(width)}  `}${paint('cyan', place)}${note ? paint('dim', `  ${note}`) : ''}`;
  });
  return shown.length < places.length ? [...lines, `  and ${places.length - shown.length} more`] : lines;
}

function staleText({ file, change, diff }: Extract<Finding, { readonly kind: 'stale-file' }>, paint: Paint): string {
  const what = { create: 'is missing', update: 'is out of date', delete: 'should not be there any more' }[change];
  const lines = diff.trimEnd().split('\n');
  return [
    `${paint('yellow', 'stale-file')} ${file} ${what}`,
    ...lines.map((line) => `  ${diffLine(line, paint)}`),
    '',
  ].join('\n');
}

function diffLine(line: string, paint: Paint): string {
  if (line.startsWith('+')) return paint('green', line);
  if (line.startsWith('-')) return paint('red', line);
  return line.startsWith('@@') ? paint('cyan', line) : line;
}
