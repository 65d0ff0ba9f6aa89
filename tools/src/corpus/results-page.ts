import type { CorpusResults } from './corpora.js';
import { RULES, type DropResult } from './drop-mutation.js';
import type { Difference, SafeqlResult } from './judge-safeql.js';

/** Why a difference from what a corpus expects is right, by the case's name. */
export type Explanations = Readonly<Record<string, string>>;

/** What keeps the goals from being met, one line each; empty where all are. */
export function shortfalls({ safeql, drops, scanner }: CorpusResults, explanations: Explanations): readonly string[] {
  const differences = (safeql?.differences ?? [])
    .filter((difference) => !isExplained(difference, explanations))
    .map((difference) => `safeql, ${difference.case}: expected ${difference.expected}, found ${difference.found}`);
  const pairs = Object.entries(drops).flatMap(([name, result]) => [
    ...(result?.missed ?? []).map((pair) => `${name}, not listed: ${pair}`),
    ...(result?.false ?? []).map((pair) => `${name}, listed for nothing: ${pair}`),
  ]);
  const scanned = [
    ...scanner.missed.map((one) => `scanner, missed: ${one}`),
    ...scanner.unexpected
      .filter((one) => explanations[snippetOf(one)] === undefined)
      .map((one) => `scanner, not expected: ${one}`),
  ];
  return [...differences, ...pairs, ...scanned];
}

/** The snippet's folder, before the colon. */
function snippetOf(line: string): string {
  return line.slice(0, line.indexOf(':'));
}

/** What differs from PREPARE differs from PostgreSQL: no reason makes that right. */
function isExplained(difference: Difference, explanations: Explanations): boolean {
  return (
    (difference.about === 'columns' || difference.about === 'error') && explanations[difference.case] !== undefined
  );
}

/** The results for people. */
export function resultsPage(results: CorpusResults, explanations: Explanations): string {
  const { safeql, drops, scanner } = results;
  const missing = shortfalls(results, explanations);
  return [
    '# What the analysis is measured by',
    '',
    'Written by `npm run corpus -- --corpora FOLDER`; do not edit.',
    '',
    ...(safeql ? safeqlSection(safeql, explanations) : ['The safeql corpus was not there.', '']),
    ...dropSection(drops),
    ...scannerSection(scanner, explanations),
    '## Goals',
    '',
    ...(missing.length === 0 ? [metBy(results)] : missing.map((line) => `- ${line}`)),
    '',
  ].join('\n');
}

/** What was not there was not judged. */
function metBy({ safeql, drops }: CorpusResults): string {
  const absent = Object.entries(drops).flatMap(([name, result]) => (result === null ? [name] : []));
  if (safeql !== null && absent.length === 0) return 'All met.';
  return `Met by what was there; not judged: ${absent.join(', ')}.`;
}

function safeqlSection(result: SafeqlResult, explanations: Explanations): readonly string[] {
  const fromPrepare = result.differences.filter(({ about }) => about === 'verdict' || about === 'types').length;
  return [
    '## safeql',
    '',
    `${result.statements} statements, ${result.refused} refused; the verdict or the types differ from PREPARE's in ${fromPrepare}. ` +
      `In ${result.lints} cases the expected error is a lint of SafeQL's that PostgreSQL does not share. ` +
      `${result.columns} result columns; what the corpus expects differs in ${result.differences.length - fromPrepare} cases:`,
    '',
    ...result.differences.map(
      (difference) => `- ${difference.case}: ${explanations[difference.case] ?? '**unexplained**'}`,
    ),
    '',
  ];
}

function scannerSection(
  { snippets, statements, blinds, missed, unexpected }: CorpusResults['scanner'],
  explanations: Explanations,
): readonly string[] {
  return [
    '## Scanner',
    '',
    `${snippets} snippets of source, over all callers and shapes of text, with ${statements} statements and ${blinds} blinds at known ` +
      `places: ${missed.length} missed, ${unexpected.length} not expected.`,
    '',
    ...unexpected.map((one) => `- ${snippetOf(one)}: ${explanations[snippetOf(one)] ?? '**unexplained**'}`),
    '',
  ];
}

function dropSection(drops: CorpusResults['drops']): readonly string[] {
  const rows = Object.entries(drops).map(([name, result]) =>
    result === null
      ? `| ${name} | not there | | | | | |`
      : `| ${name} | ${result.statements} | ${result.columns} | ${result.hurt} | ${result.missed.length} | ${ruled(result)} | ${result.false.length} |`,
  );
  return [
    '## Drop mutation',
    '',
    'Each column of each table is dropped with CASCADE, and each statement asked about again.',
    '',
    '| schema | statements | columns | hurt pairs | not listed | listed by a rule | listed for nothing |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
    'The rules by which a column is listed though its drop changes no column of the result:',
    '',
    ...Object.entries(RULES).map(([rule, reason]) => `- ${rule}: ${reason}.`),
    '',
  ];
}

function ruled({ byRule }: DropResult): number {
  return Object.values(byRule).reduce((sum, pairs) => sum + pairs.length, 0);
}
