import type { Finding } from '@rowpact/model';
import { locationText } from './failure-text.js';
import type { Paint } from './style.js';

/** A finding as people read it: one sentence, the place, the next step; a stale file with its diff. */
export function findingText(finding: Finding, paint: Paint): string {
  if (finding.kind === 'stale-file') return staleText(finding, paint);
  if (finding.kind === 'pinned-behind') return pinnedText(finding, paint);
  const nearest = finding.nearest === null ? '' : ` (did you mean ${finding.nearest}?)`;
  return [
    `${paint('yellow', finding.kind)} ${sentence(finding)}`,
    `  ${paint('cyan', locationText(finding.location))}`,
    `  ${paint('bold', 'next:')} ${nextStep(finding)}${nearest}`,
    '',
  ].join('\n');
}

type Missing = Exclude<Finding, { readonly kind: 'stale-file' | 'pinned-behind' }>;

function sentence(finding: Missing): string {
  const { producer, consumer } = finding;
  switch (finding.kind) {
    case 'contract-column-missing':
      return `${consumer} says it uses ${finding.relation}.${finding.column}, which ${producer} does not have`;
    case 'contract-relation-missing':
      return `${consumer} says it uses ${finding.relation}, which ${producer} does not have`;
    case 'contract-override-missing':
      return `${consumer} sets a TypeScript type for ${finding.target}, which ${producer} does not have`;
    default:
      return finding satisfies never;
  }
}

function nextStep(finding: Missing): string {
  switch (finding.kind) {
    case 'contract-column-missing':
    case 'contract-relation-missing':
      return "make the consumer's type-check pass, then take the name out of its contract";
    case 'contract-override-missing':
      return 'correct the name, or take the override out of the contract';
    default:
      return finding satisfies never;
  }
}

function pinnedText(finding: Extract<Finding, { readonly kind: 'pinned-behind' }>, paint: Paint): string {
  const { producer, revision, newer, location } = finding;
  const names = newer.length > 3 ? [...newer.slice(0, 3), `${newer.length - 3} more`] : newer;
  return [
    `${paint('yellow', finding.kind)} ${producer} is pinned at ${revision}, so nobody looked at ${names.join(', ')}`,
    `  ${paint('cyan', locationText(location))}`,
    `  ${paint('bold', 'next:')} run \`rowpact snapshot\` to go to the newest, or check this revision with --to ${revision}`,
    '',
  ].join('\n');
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
