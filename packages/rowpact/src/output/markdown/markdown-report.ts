import type { CheckReport, ImpactFinding, Report } from '@rowpact/model';
import { closingLine, type ClosingLine } from '../check/closing-line.js';
import { findingGroups } from '../check/finding-groups.js';
import { sortedFindings } from '../check/sorted-findings.js';
import { checklistLines } from '../checklist/checklist-report.js';
import { count } from '../count.js';
import { locationText } from '../failure-text.js';
import { problemsOf } from '../problem.js';
import { code, cut, escaped } from './escape.js';
import { groupMarkdown } from './group-markdown.js';
import { visible } from '../visible.js';

/** The first line of a comment, by which the next run finds it and writes it anew. */
export const MARKER = '<!-- rowpact:check -->';

/** GitHub takes 65,536 characters and refuses the rest; what is behind the budget is counted. */
const MOST = 65_000;
const RESERVE = 300;

/** A comment for a pull request on GitHub, GitLab, Forgejo or Gitea: the worst first, the rest folded. */
export function markdownReport(told: Report): string {
  const report = visible(told);
  const { checks = [] } = report;
  const head = `${MARKER}\n${titleOf(report)}\n`;
  const lists = checks.map((check) => checklistMarkdown(check, report));
  const others = checks.length === 0 ? problemList(report) : failureAndOtherLines(report);
  const blocks = [...others, ...checks.flatMap((check) => checkBlocks(check, report))];
  return fitted(head, blocks, lists);
}

const MARKS: Readonly<Record<ClosingLine['state'], string>> = {
  refused: '❌',
  failed: '❌',
  doubtful: '⚠️',
  passed: '✅',
};

function titleOf(report: Report): string {
  if (report.command !== 'check' && report.checks === undefined) {
    const problems = problemsOf(report).length;
    const text = problems === 0 ? 'nothing to act on' : count(problems, 'finding');
    return `### ${problems === 0 ? '✅' : '❌'} rowpact ${report.command}: ${text}`;
  }
  const { state, text } = closingLine(report);
  return `### ${MARKS[state]} rowpact: ${escaped(cut(text))}`;
}

function checkBlocks(check: CheckReport, report: Report): readonly string[] {
  const { failing, warnings, accepted, notes } = sortedFindings(report, check);
  const { producer, base, head, migrations, changes } = check;
  const between = base === head ? code(cut(base)) : `${code(cut(base))} → ${code(cut(head))}`;
  const counts = `${count(migrations.length, 'migration')}, ${count(changes.length, 'change')}`;
  return [
    `**${escaped(cut(producer))}** ${between}, ${counts}\n`,
    ...findingGroups(failing, check).map(groupMarkdown),
    ...folded(count(warnings.length, 'warning'), warnings.map(briefLine)),
    ...folded(`${accepted.length} accepted`, accepted.map(acceptedLine)),
    ...(notes.length > 0 ? [`${count(notes.length, 'note')}, in the JSON report.\n`] : []),
  ];
}

const SHOWN_LINES = 30;

function folded(summary: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length > SHOWN_LINES ? `- and ${lines.length - SHOWN_LINES} more\n` : '';
  const shown = lines.slice(0, SHOWN_LINES).join('');
  return [`<details><summary>${summary}</summary>\n\n${shown}${more}\n</details>\n`];
}

function briefLine({ sentence, location, rule }: ImpactFinding): string {
  return `- ${escaped(cut(sentence))} (${code(cut(locationText(location)))}, ${code(rule)})\n`;
}

function acceptedLine({ sentence, accepted, fingerprint }: ImpactFinding): string {
  if (accepted === null) return '';
  const until = accepted.until === null ? '' : ` until ${accepted.until}`;
  const who = `${accepted.how} by ${cut(accepted.by)}${until}: ${cut(accepted.why)}`;
  return `- ${escaped(cut(sentence))} (${escaped(who)}, ${code(fingerprint)})\n`;
}

function checklistMarkdown(check: CheckReport, report: Report): string {
  return `#### Before this merges: ${escaped(cut(check.producer))}\n\n${checklistLines(check, report)}`;
}

function problemList(report: Report): readonly string[] {
  return problemsOf(report).map(({ sentence, location, more }) => {
    const place = location === null ? '' : ` (${code(cut(locationText(location)))})`;
    return `- ${escaped(cut(sentence))}${place}\n${more.map((line) => `  ${escaped(cut(line))}\n`).join('')}`;
  });
}

/** What a check found beside what changes: failures, stale files. */
function failureAndOtherLines({ findings, failures }: Report): readonly string[] {
  const others = findings.filter(({ kind }) => kind !== 'impact');
  if (others.length + failures.length === 0) return [];
  return problemList({ command: 'check', producers: [], files: [], notes: [], findings: others, failures });
}

/** As many blocks as there is room for, whole ones, so that nothing stays open; the checklists have their place kept. */
function fitted(head: string, blocks: readonly string[], lists: readonly string[]): string {
  const list = lists.length > 0 && lists.join('\n').length > MOST / 2 ? [] : lists;
  let room = MOST - RESERVE - head.length - list.reduce((sum, text) => sum + text.length + 1, 0);
  const shown: string[] = [];
  for (const block of blocks) {
    if (block.length + 1 > room) break;
    room -= block.length + 1;
    shown.push(block);
  }
  const hidden = blocks.length - shown.length + (lists.length - list.length);
  const rest = `*${count(hidden, 'section')} left out, since a comment has no room for more: the output of the job has all.*\n`;
  return [head, ...shown, ...(hidden > 0 ? [rest] : []), ...list].join('\n');
}
