import type { ImpactFinding } from '@rowpact/model';
import { locationText } from '../failure-text.js';
import type { Paint } from '../style.js';
import { columnsOf, wrapped } from '../wrap.js';
import { excerptLines } from './excerpt-text.js';
import type { FindingPart } from './finding-groups.js';
import { furtherPlaces, placesByFile } from './places.js';

/** Places with their statement, and then places alone; the others are counted. */
const SHOWN_IN_FULL = 3;
const SHOWN_PLACES = 9;
const SHOWN_FILES = 6;

/** One sentence and the places where it is so. */
export function partLines(part: FindingPart, width: number, paint: Paint): readonly string[] {
  const { findings } = part;
  const full = findings.slice(0, SHOWN_IN_FULL);
  const brief = findings.slice(SHOWN_IN_FULL, SHOWN_PLACES);
  const more = findings.length - full.length - brief.length;
  return [
    ...sentenceLines(part, width, paint),
    ...full.flatMap((finding, index) => findingLines(finding, full[index - 1] ?? null, width, paint)),
    ...brief.flatMap((finding) => placeLines(finding, width, paint)),
    ...(more > 0 ? [`  and ${more} more (--format json has all)`] : []),
  ];
}

function sentenceLines({ sentence, consumer, rule }: FindingPart, width: number, paint: Paint): readonly string[] {
  const label = `[${rule}]`;
  const lines = wrapped(`${sentence} ${label}`, width);
  return lines.map((line, index) => {
    const named = index === 0 && consumer !== null && line.startsWith(consumer);
    const text = named ? paint('bold', consumer) + line.slice(consumer.length) : line;
    return index === lines.length - 1 && text.endsWith(label)
      ? text.slice(0, -label.length) + paint('dim', label)
      : text;
  });
}

/** The fingerprint is what an approval names. */
function placeLines({ location, fingerprint }: ImpactFinding, width: number, paint: Paint): readonly string[] {
  const place = locationText(location);
  const room = columnsOf(place) + fingerprint.length + 4 <= width;
  return [
    `  ${paint('cyan', place)}${room ? `  ${paint('dim', fingerprint)}` : ''}`,
    ...(room ? [] : [`    ${paint('dim', fingerprint)}`]),
  ];
}

/** @param previous the finding above, whose words need not be said twice */
function findingLines(
  finding: ImpactFinding,
  previous: ImpactFinding | null,
  width: number,
  paint: Paint,
): readonly string[] {
  const { excerpt, refusal, typecheck } = finding;
  const told = refusal === null || refusal.message === previous?.refusal?.message;
  return [
    ...placeLines(finding, width, paint),
    ...rowsOf(finding, paint),
    ...(excerpt === null ? [] : excerptLines(excerpt, width - 6, paint).map((line) => `    ${line}`)),
    ...(told ? [] : wrapped(`PostgreSQL says: ${refusal.message} (SQLSTATE ${refusal.sqlstate})`, width, '    ')),
    ...(typecheck === null ? [] : typecheckLines(typecheck, width)),
    ...furtherLines(finding, width, paint),
  ];
}

function typecheckLines(typecheck: NonNullable<ImpactFinding['typecheck']>, width: number): readonly string[] {
  if (typecheck.kind === 'unseen') return ['    types cannot see this: the type-check passes'];
  const [first] = typecheck.diagnostics;
  if (first === undefined) return [];
  const more = typecheck.diagnostics.length > 1 ? ` (and ${typecheck.diagnostics.length - 1} more)` : '';
  return wrapped(
    `tsc says at ${locationText(first.location)}: ${first.message} (TS${first.code})${more}`,
    width,
    '    ',
  );
}

/** The statement whose rows are read here: the excerpt below is of it. */
function rowsOf({ location, evidence }: ImpactFinding, paint: Paint): readonly string[] {
  const statement = evidence.find(({ access }) => access === 'wildcard')?.location;
  if (statement === undefined || (statement.file === location.file && statement.line === location.line)) return [];
  return [`    rows of ${paint('cyan', locationText(statement))}`];
}

/** Other places of the same trouble: reads of rows that came through `*`, the same statement elsewhere. */
function furtherLines(finding: ImpactFinding, width: number, paint: Paint): readonly string[] {
  const files = placesByFile(furtherPlaces(finding, 'wildcard'));
  const more = files.length - SHOWN_FILES;
  const lines = files.slice(0, SHOWN_FILES).flatMap((text, index) => {
    const begin = index === 0 ? '    also ' : '         ';
    return wrapped(text, width, begin, '           ').map((line) => begin + paint('cyan', line.slice(begin.length)));
  });
  return more > 0 ? [...lines, `         and ${more} more files (--format json has all)`] : lines;
}
