import type { CheckReport, ImpactFinding, Report, Verdict } from '@rowpact/model';
import { count } from '../count.js';
import { locationText } from '../failure-text.js';
import type { Colour, Paint } from '../style.js';
import { wrapped } from '../wrap.js';
import { closingLine, type ClosingLine } from './closing-line.js';
import { type FindingGroup, findingGroups } from './finding-groups.js';
import { partLines } from './part-text.js';
import { remedyLines } from './remedy-text.js';
import { sortedFindings } from './sorted-findings.js';

/** Sentences of one change that are shown, and ways to do it safely: nobody reads fifty. */
const SHOWN_PARTS = 8;
const SHOWN_REMEDIES = 3;
const SHOWN_WARNINGS = 5;

/** A check as people read it, the worst first. Answers an empty text where nothing was checked. */
export function checkText(report: Report, width: number, paint: Paint): string {
  const { checks = [] } = report;
  const blocks = checks.flatMap((check) => producerBlocks(check, report, width, paint));
  return checks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

/** The last line of a check. */
export function closingText(report: Report, width: number, paint: Paint): string {
  const { state, text } = closingLine(report);
  const lines = wrapped(text, width, '', '  ');
  return lines.map((line) => `${paint('bold', paint(CLOSING[state], line))}\n`).join('');
}

const CLOSING: Readonly<Record<ClosingLine['state'], Colour>> = {
  refused: 'red',
  failed: 'red',
  doubtful: 'yellow',
  passed: 'green',
};

function producerBlocks(check: CheckReport, report: Report, width: number, paint: Paint): readonly string[] {
  const { failing, warnings, notes, accepted } = sortedFindings(report, check);
  const tail = [
    ...briefLines('warning', warnings, width, paint),
    ...acceptedLines(accepted, width, paint),
    ...(notes.length > 0 ? [paint('dim', `${count(notes.length, 'note')} (--format json has all)`)] : []),
  ];
  return [
    headLine(check, width, paint),
    ...findingGroups(failing, check).map((group) => groupText(group, width, paint)),
    ...(tail.length > 0 ? [tail.join('\n')] : []),
  ];
}

function headLine({ producer, base, head, migrations, changes }: CheckReport, width: number, paint: Paint): string {
  const counts = [
    ...(migrations.length > 0 ? [count(migrations.length, 'migration')] : []),
    changes.length === 0 ? 'nothing changes' : count(changes.length, 'change'),
  ];
  const between = base === head ? base : `${base} → ${head}`;
  const [first = '', ...rest] = wrapped(`${producer}  ${between}, ${counts.join(', ')}`, width, '', '  ');
  return [paint('bold', producer) + first.slice(producer.length), ...rest].join('\n');
}

const COLOURS: Readonly<Record<Verdict, Colour>> = {
  breaks: 'red',
  'may break': 'red',
  silent: 'red',
  unknown: 'yellow',
  'types only': 'yellow',
  safe: 'green',
};

function groupText(group: FindingGroup, width: number, paint: Paint): string {
  const { parts, remedies } = group;
  const shown = parts.slice(0, SHOWN_PARTS);
  const hidden = parts.length - shown.length;
  const inside = [
    ...shown.map((part, index) => [
      ...partLines(part, width - 2, paint),
      ...(shown.slice(0, index).some(({ why }) => why === part.why) ? [] : whyLines(part.why, width - 2, paint)),
    ]),
    ...(hidden > 0 ? [[`and ${hidden} more of this change (--format json has all)`]] : []),
    ...remedies.slice(0, SHOWN_REMEDIES).map((remedy) => remedyLines(remedy, width - 2, paint)),
    ...(remedies.length > SHOWN_REMEDIES
      ? [[`and ${remedies.length - SHOWN_REMEDIES} more safe ways (--format json has all)`]]
      : []),
  ];
  const body = inside.map((lines) => lines.map((line) => `  ${line}`).join('\n')).join('\n\n');
  return `${titleText(group, width, paint)}${group.change === null ? '\n' : '\n\n'}${body}`;
}

function whyLines(why: string, width: number, paint: Paint): readonly string[] {
  return wrapped(why, width, '  ').map((line) => paint('dim', line));
}

/** What is about no change has no title but its verdict: the sentences below say it. */
function titleText({ verdict, change, made }: FindingGroup, width: number, paint: Paint): string {
  const label = paint('bold', paint(COLOURS[verdict], verdict));
  if (change === null) return label;
  const [first = '', ...rest] = wrapped(change, width, `${verdict}  `, '  ');
  const title = `${label}  ${paint('bold', first.slice(verdict.length + 2))}`;
  return [title, ...rest, ...made.map((place) => `  ${paint('cyan', locationText(place))}`)].join('\n');
}

function briefLines(label: string, findings: readonly ImpactFinding[], width: number, paint: Paint): readonly string[] {
  const lines = findings.slice(0, SHOWN_WARNINGS).flatMap(({ sentence, location, rule }) => {
    const [first = '', ...rest] = wrapped(`${sentence} [${rule}]`, width, `${label}  `, '         ');
    const head = paint('yellow', label) + first.slice(label.length);
    return [head, ...rest, `         ${paint('cyan', locationText(location))}`];
  });
  const more = findings.length - SHOWN_WARNINGS;
  return more > 0 ? [...lines, `         and ${more} more (--format json has all)`] : lines;
}

/** One line each: what, by whom, why and until when. An override is loud, since nobody looked at what it lets through. */
function acceptedLines(findings: readonly ImpactFinding[], width: number, paint: Paint): readonly string[] {
  const overridden = findings.filter(({ accepted }) => accepted?.how === 'override');
  const [first] = overridden;
  const loud =
    first?.accepted === undefined || first.accepted === null
      ? []
      : wrapped(
          `${count(overridden.length, 'finding')} overridden by ${first.accepted.by}: ${first.accepted.why}`,
          width,
          'OVERRIDE  ',
          '          ',
        ).map((line) => paint('bold', paint('red', line)));
  const rest = findings.filter(({ accepted }) => accepted?.how !== 'override');
  return [...loud, ...[...overridden, ...rest].flatMap((finding) => acceptedLine(finding, width, paint))];
}

function acceptedLine(
  { sentence, accepted, fingerprint }: ImpactFinding,
  width: number,
  paint: Paint,
): readonly string[] {
  if (accepted === null) return [];
  const until = accepted.until === null ? '' : `, until ${accepted.until}`;
  const who = accepted.how === 'override' ? '' : ` (${accepted.by}: ${accepted.why}${until})`;
  const lines = wrapped(`${sentence}${who} ${fingerprint}`, width, 'accepted  ', '          ');
  return lines.map((line, index) => (index === 0 ? paint('green', 'accepted') + line.slice('accepted'.length) : line));
}
