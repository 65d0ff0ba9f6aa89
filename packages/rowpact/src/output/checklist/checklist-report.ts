import type { CheckReport, Report } from '@rowpact/model';
import { cut, escaped } from '../markdown/escape.js';
import { type ChecklistItem, preMergeChecklist } from './pre-merge-checklist.js';

/** The pre-merge checklist as a Markdown task list, a heading for each producer. */
export function checklistReport(report: Report): string {
  const { checks = [], failures } = report;
  const could = failures.map(({ message }) => `- [ ] The check could be made: ${escaped(cut(message))}\n`).join('');
  if (checks.length === 0) return `## Before this merges\n\n${could || '- [ ] A check was made\n'}`;
  const lists = checks.map((check) => {
    const heading = `## Before this merges: ${escaped(cut(`${check.producer} ${check.base} → ${check.head}`))}`;
    return `${heading}\n\n${could}${checklistLines(check, report)}`;
  });
  return lists.join('\n');
}

/** The boxes of one producer. */
export function checklistLines(check: CheckReport, report: Pick<Report, 'findings' | 'failures'>): string {
  return preMergeChecklist(check, report).map(itemLine).join('');
}

function itemLine({ claim, state, evidence }: ChecklistItem): string {
  const box = state === 'open' ? ' ' : 'x';
  const text = escaped(cut(evidence, 600));
  return state === 'not needed' ? `- [${box}] ${claim}: not needed, ${text}\n` : `- [${box}] ${claim}: ${text}\n`;
}
