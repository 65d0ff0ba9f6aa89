import type { ConsumerExplanation, ExplainedUse, Explanation } from '@rowpact/model';
import { locationText } from './failure-text.js';
import type { Paint } from './style.js';

/** Who uses something, as people read it: what it is, each consumer's places, what a drop would break, who is not known. */
export function explanationText(explanation: Explanation, paint: Paint): string {
  const { subject, description, producer, consumers, unknown } = explanation;
  const using = consumers.filter(({ uses }) => uses.length > 0);
  const rest = consumers.filter(({ uses }) => uses.length === 0).map(({ consumer }) => consumer);
  return [
    `${paint('bold', subject)}  ${description === null ? '' : `${description}  `}${paint('dim', `of ${producer}`)}`,
    `  ${stateText(explanation)}`,
    '',
    ...using.flatMap((one) => [...consumerLines(one, explanation.kind, paint), '']),
    ...(rest.length > 0 ? [`  ${paint('dim', `not used by ${rest.join(', ')}`)}`] : []),
    ...unknown.map(
      (name) => `  ${paint('yellow', 'not known')}  ${name} was never scanned: \`rowpact scan --consumer ${name}\``,
    ),
    ...blindLines(consumers, paint),
    `  ${dropText(explanation, paint)}`,
    '',
  ].join('\n');
}

function stateText({ state, since, until }: Explanation): string {
  const from = since ? `, since ${since.file}` : '';
  return state === 'active' ? `active${from}` : `not in the schema${until ? `, dropped by ${until.file}` : ''}`;
}

/** More places than these of one consumer are counted. */
const SHOWN = 20;

function consumerLines(
  { consumer, uses }: ConsumerExplanation,
  kind: Explanation['kind'],
  paint: Paint,
): readonly string[] {
  const shown = uses.slice(0, SHOWN);
  const places = shown.map(placeText);
  const what = shown.map((use) => useText(use, kind));
  const width = Math.max(0, ...what.map((text) => text.length));
  const reach = Math.max(0, ...places.map((text) => text.length));
  const lines = shown.map((use, index) => {
    const tail = paint(
      'dim',
      `${use.within ?? ''}${use.since ? `  ${use.since.date} ${use.since.commit}` : ''}`.trim(),
    );
    return `    ${(what[index] ?? '').padEnd(width)}  ${paint('cyan', (places[index] ?? '').padEnd(reach))}  ${tail}`.trimEnd();
  });
  const more = uses.length > SHOWN ? [`    and ${uses.length - SHOWN} more (--format json has them all)`] : [];
  return [`  ${paint('bold', consumer)}`, ...lines, ...more];
}

const ACTS: Readonly<Record<ExplainedUse['access'], string>> = {
  read: 'reads',
  insert: 'inserts',
  update: 'updates',
  delete: 'deletes rows',
  wildcard: 'reads through *',
  'row read': 'reads from a row',
  'row escapes': 'passes the row on',
  needed: 'needs',
  declared: 'declares',
  typed: 'has it in a type',
};

function useText({ access, column, through }: ExplainedUse, kind: Explanation['kind']): string {
  const views = through.length > 0 ? ` through ${through.join(' over ')}` : '';
  return `${ACTS[access]}${kind !== 'column' && column !== null ? ` ${column}` : ''}${views}`;
}

function placeText({ location, endLine }: ExplainedUse): string {
  return endLine === undefined ? locationText(location) : `${location.file}:${location.line ?? 1}-${endLine}`;
}

function blindLines(consumers: readonly ConsumerExplanation[], paint: Paint): readonly string[] {
  const blinds = consumers.flatMap((one) => one.blinds.map((place) => `${one.consumer} at ${locationText(place)}`));
  if (blinds.length === 0) return [];
  const more = blinds.length > 3 ? ` and ${blinds.length - 3} more` : '';
  return [
    `  ${paint('yellow', 'not known')}  SQL that could not be read may use it: ${blinds.slice(0, 3).join(', ')}${more}`,
  ];
}

function dropText({ consumers, unknown, state }: Explanation, paint: Paint): string {
  const statements = consumers.reduce((sum, { drop }) => sum + drop.statements, 0);
  const rowReads = consumers.reduce((sum, { drop }) => sum + drop.rowReads, 0);
  const doubts = unknown.length > 0 || consumers.some(({ blinds }) => blinds.length > 0);
  const verb = state === 'active' ? 'dropping it would break' : 'without it fail';
  if (statements === 0 && rowReads === 0) {
    if (doubts) return 'nothing that could be looked at breaks without it; the places above are not known';
    const typed = consumers.some(({ uses }) => uses.some(({ access }) => access === 'typed'));
    if (typed) return 'at run time nobody breaks without it, and a type still promises it';
    return paint('green', state === 'active' ? 'dropping it would break nobody' : 'nobody misses it');
  }
  const parts = [
    ...(statements > 0 ? [`${statements} statement${statements === 1 ? '' : 's'}`] : []),
    ...(rowReads > 0
      ? [`${rowReads} place${rowReads === 1 ? '' : 's'} that ${rowReads === 1 ? 'reads' : 'read'} it from rows`]
      : []),
  ];
  return paint('yellow', `${verb} ${parts.join(' and ')}`);
}
