import type { BenchResults } from './bench-results.js';
import type { GoalResult } from './goals.js';
import type { Series } from './series.js';
import type { Summary } from '../measure/summary.js';

/** The results as a Markdown page for people. */
export function resultsPage(results: BenchResults): string {
  const { machine, versions, producer, consumer, goals, series } = results;
  const versionList = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `# Benchmarks: ${results.name}

Written by \`npm run bench\`; the samples are in [${results.name}.json](${results.name}.json). Subjects of a group run by turns (A B C A B C …) after
warm-ups; numbers are medians. The producer is generated: ${producer.tables} tables, ${producer.views} views, ${producer.enums} enums, ${producer.columns} columns,
${producer.migrations} migrations; one consumer uses every relation with every column, and another one sends ${consumer.statements} statements from
${consumer.withSql} of its ${consumer.files} files.

- ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, ${machine.platform}; load before the run ${machine.loadBefore}
- ${versionList.join(', ')}

## Goals

${table(['what', 'measured', 'against', 'ratio', 'goal', ''], goals.map(goalRow))}

## Everything measured

Whole processes from start to exit, with their time on the processor and the memory that was resident at most; where neither is given,\none step in a warm process.

${table(['what', 'wall', 'give or take', 'fastest', 'slowest', 'processor', 'peak memory', 'per second', 'rounds'], series.map(seriesRow))}
`;
}

function goalRow({ subject, measured, unit, peer, peerMeasured, ratio, limit, met }: GoalResult): readonly string[] {
  const value = inUnit(measured, unit);
  const verdict = met ? 'met' : '**missed**';
  if (peer === null) return [subject, value, '', '', `<= ${inUnit(limit, unit)}`, verdict];
  const against = `${peer}: ${milliseconds(peerMeasured ?? 0)}`;
  if (ratio === null) return [subject, `${value} more`, against, '', `<= ${inUnit(limit, unit)} more`, verdict];
  return [subject, value, against, `${ratio.toFixed(2)}x`, `<= ${limit}x`, verdict];
}

function inUnit(value: number, unit: GoalResult['unit']): string {
  if (unit === 'times') return String(value);
  return unit === 'ms' ? milliseconds(value) : `${value.toFixed(0)} MB`;
}

function seriesRow({ title, items, wall, cpu, peak, rounds }: Series): readonly string[] {
  return [
    title,
    milliseconds(wall.median),
    `${(wall.spread * 100).toFixed(0)} %`,
    milliseconds(wall.min),
    milliseconds(wall.max),
    optional(cpu, milliseconds),
    optional(peak, (value) => `${value.toFixed(0)} MB`),
    items === undefined ? '' : ((items / wall.median) * 1000).toFixed(0),
    String(rounds.rounds),
  ];
}

function optional(summary: Summary | null, print: (value: number) => string): string {
  return summary === null ? '' : print(summary.median);
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
