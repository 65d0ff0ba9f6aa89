import { VERDICTS } from '@rowpact/model';
import type { CorpusResults } from './corpora.js';
import { RULES, type DropResult } from './drop-mutation.js';
import type { CompatPair, CompatResult } from './judge-compat.js';
import type { NullScore } from './judge-nulls.js';
import type { Difference, SafeqlResult } from './judge-safeql.js';
import type { RandomSearch } from '../random-queries/search-nulls.js';

/** Why a difference from what a corpus expects is right, by the case's name. */
export type Explanations = Readonly<Record<string, string>>;

/** What keeps the goals from being met, one line each; empty where all are. */
export function shortfalls(
  { safeql, drops, scanner, compat, random }: CorpusResults,
  explanations: Explanations,
): readonly string[] {
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
  return [
    ...differences,
    ...nullShortfalls(safeql?.nulls, random, explanations),
    ...pairs,
    ...scanned,
    ...(compat === null ? [] : compatShortfalls(compat, explanations)),
  ];
}

/** The share of the result columns that may be called nullable for nothing. */
const MOST_CONSERVATIVE = 0.03;

function nullShortfalls(
  nulls: NullScore | undefined,
  random: RandomSearch,
  explanations: Explanations,
): readonly string[] {
  const found = random.counterexamples.map((one) => `random statements (seed ${random.seed}): ${one}`);
  if (!nulls) return found;
  const share = nulls.conservative.length / judged(nulls);
  return [
    ...found,
    ...nulls.unsound.map((one) => `safeql, NULL in a column called not null: ${one}`),
    ...(share > MOST_CONSERVATIVE ? [`safeql: ${percent(share)} of the columns are nullable for nothing`] : []),
    ...nulls.closer
      .filter((one) => explanations[`null ${one}`] === undefined)
      .map((one) => `safeql, unexplained not null: ${one}`),
  ];
}

function judged({ agree, unsound, conservative, refuted, closer }: NullScore): number {
  return agree + unsound.length + conservative.length + refuted.length + closer.length;
}

function nullSection(
  nulls: NullScore | undefined,
  random: RandomSearch,
  explanations: Explanations,
): readonly string[] {
  const list = (names: readonly string[]): readonly string[] => names.map((one) => `- ${one}`);
  const ofCorpus = nulls
    ? [
        `Of ${judged(nulls)} result columns of safeql ${nulls.agree} are as its tests expect them. Each other one was looked for in two states ` +
          `of the data, empty tables and rows full of NULL: ${nulls.unsound.length} are called not null and have one.`,
        '',
        `${nulls.refuted.length} are expected not null, called nullable, and a row has NULL in them:`,
        '',
        ...list(nulls.refuted),
        '',
        `${nulls.closer.length} are expected nullable and called not null:`,
        '',
        ...nulls.closer.map((one) => `- ${one}: ${explanations[`null ${one}`] ?? '**unexplained**'}`),
        '',
        `${nulls.conservative.length} (${percent(nulls.conservative.length / judged(nulls))}) are called nullable, and no row has shown a NULL:`,
        '',
        ...list(nulls.conservative),
        '',
      ]
    : [];
  return [
    '## NULL',
    '',
    ...ofCorpus,
    `Random statements: ${random.taken} taken by PostgreSQL (seed ${random.seed}), ${random.ran} of them run over tables full of NULL in ` +
      `three states; of ${random.columns} result columns ${random.proven} are called not null, ${random.seen} of those answered rows, and ` +
      `${random.broken.length} had a NULL.`,
    '',
  ];
}

/** The share of the harmless pairs that may be called something else. */
const MOST_FALSE = 0.02;

function compatShortfalls(compat: CompatResult, explanations: Explanations): readonly string[] {
  const share = compat.false.length / harmless(compat);
  return [
    ...compat.missed.map(({ change, operation }) => `compat-probe, missed: ${change} x ${operation}`),
    ...(share >= MOST_FALSE ? [`compat-probe: ${percent(share)} of the harmless pairs are called something else`] : []),
    ...[...compat.unseen, ...compat.false, ...compat.uncompared]
      .filter((pair) => reasonFor(pair, explanations) === undefined)
      .map(({ change, operation, rule }) => `compat-probe, unexplained: ${change} x ${operation} (${rule ?? 'safe'})`),
  ];
}

function harmless({ matrix }: CompatResult): number {
  return Object.values(matrix.same).reduce((sum, count) => sum + count, 0);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

/** One reason may stand for a change, an operation or a rule: `compat add_unique`, `compat x R_groupby_pk`, `compat data-changed`. */
function reasonFor({ change, operation, rule }: CompatPair, explanations: Explanations): string | undefined {
  return (
    explanations[`compat ${change} x ${operation}`] ??
    explanations[`compat x ${operation}`] ??
    explanations[`compat ${change}`] ??
    explanations[`compat ${rule ?? 'safe'}`]
  );
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
  const { safeql, drops, scanner, compat, random } = results;
  const missing = shortfalls(results, explanations);
  return [
    '# What the analysis is measured by',
    '',
    'Written by `npm run corpus -- --corpora FOLDER`; do not edit.',
    '',
    ...(safeql ? safeqlSection(safeql, explanations) : ['The safeql corpus was not there.', '']),
    ...nullSection(safeql?.nulls, random, explanations),
    ...dropSection(drops),
    ...scannerSection(scanner, explanations),
    ...(compat === null ? ['The compat-probe corpus was not there.', ''] : compatSection(compat, explanations)),
    '## Goals',
    '',
    ...(missing.length === 0 ? [metBy(results)] : missing.map((line) => `- ${line}`)),
    '',
  ].join('\n');
}

/** What was not there was not judged. */
function metBy({ safeql, drops, compat }: CorpusResults): string {
  const absent = Object.entries(drops).flatMap(([name, result]) => (result === null ? [name] : []));
  if (safeql !== null && compat !== null && absent.length === 0) return 'All met.';
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

function compatSection(compat: CompatResult, explanations: Explanations): readonly string[] {
  const { matrix, changes, operations } = compat;
  const rows = (['failed', 'changed', 'same'] as const).map(
    (truth) => `| ${truth} | ${VERDICTS.map((verdict) => matrix[truth][verdict]).join(' | ')} |`,
  );
  return [
    '## The gate: compat-probe',
    '',
    `${changes} changes x ${operations} operations, by what a real PostgreSQL 15 did and what \`rowpact check\` says:`,
    '',
    `| what happened | ${VERDICTS.join(' | ')} |`,
    `|---|${VERDICTS.map(() => '---|').join('')}`,
    ...rows,
    '',
    `Failed and called less than \`may break\`: ${compat.missed.length}. Another result and called safe: ${compat.unseen.length}. ` +
      `Harmless and called something else: ${compat.false.length} (${percent(compat.false.length / harmless(compat))} of ${harmless(compat)}), ` +
      `and ${compat.uncompared.length} about rows of RETURNING, which the corpus does not compare.`,
    '',
    'Why the rest differs:',
    '',
    ...differenceLines([...compat.unseen, ...compat.false, ...compat.uncompared], explanations),
    '',
  ];
}

function differenceLines(pairs: readonly CompatPair[], explanations: Explanations): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const pair of pairs) {
    const reason = reasonFor(pair, explanations) ?? '**unexplained**';
    const group = groups.get(reason) ?? [];
    groups.set(reason, [...group, `${pair.change} x ${pair.operation}`]);
  }
  return [...groups].map(([reason, members]) => `- ${reason} (${members.length}: ${shortened(members)})`);
}

function shortened(members: readonly string[]): string {
  return members.length > 6 ? `${members.slice(0, 5).join(', ')} and ${members.length - 5} more` : members.join(', ');
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
