import type { Report } from '@rowpact/model';
import { type Problem, problemsOf, relatedText } from '../problem.js';

const COMMANDS = { failure: 'error', error: 'error', warning: 'warning', note: 'notice' } as const;

/** Workflow commands that GitHub (and Forgejo) turns into annotations of lines. The worst first: only ten of a kind are shown. */
export function githubAnnotations(report: Report): string {
  return problemsOf(report).map(annotation).join('');
}

function annotation(problem: Problem): string {
  const { rule, level, impact, sentence, more, location, endLine, related, accepted } = problem;
  const title = `rowpact ${impact === null ? '' : `${impact.verdict}: `}${rule}`;
  const lines = [
    sentence,
    ...(accepted === null ? [] : [`Accepted: ${accepted}`]),
    ...more,
    ...related.map(relatedText),
  ];
  const properties = [
    ...(location === null ? [] : [`file=${property(location.file)}`]),
    ...(location?.line === undefined ? [] : [`line=${location.line}`]),
    ...(endLine === null ? [] : [`endLine=${endLine}`]),
    // GitHub takes a column only where it is about one line.
    ...(location?.column === undefined || endLine !== null ? [] : [`col=${location.column}`]),
    `title=${property(title)}`,
  ];
  const command = accepted === null ? COMMANDS[level] : 'notice';
  return `::${command} ${properties.join(',')}::${data(lines.join('\n'))}\n`;
}

/** What stands behind the last `::`. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
