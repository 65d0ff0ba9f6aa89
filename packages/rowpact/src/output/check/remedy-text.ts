import type { Remedy, RemedyStep } from '@rowpact/model';
import type { Paint } from '../style.js';
import { wrapped } from '../wrap.js';

/** The safe way: one line that says it, then who does what in which order, with the SQL or the command to copy. */
export function remedyLines(remedy: Remedy, width: number, paint: Paint): readonly string[] {
  const label = 'the safe way: ';
  const [first = '', ...rest] = wrapped(remedy.summary, width, label, ' '.repeat(label.length));
  const summary = [`${paint('bold', label.trimEnd())} ${first.slice(label.length)}`, ...rest];
  return [...summary, ...remedy.steps.flatMap((step, index) => stepLines(step, index + 1, remedy, width, paint))];
}

function stepLines(
  { who, what, sql, command }: RemedyStep,
  number: number,
  { steps }: Remedy,
  width: number,
  paint: Paint,
): readonly string[] {
  const digits = String(steps.length).length;
  const begin = `  ${String(number).padStart(digits)}. ${who.padEnd(8)}  `;
  const indent = ' '.repeat(begin.length);
  const [first = '', ...rest] = wrapped(what, width, begin, indent);
  const head = first.replace(who, paint('dim', who));
  const shell = command === undefined ? [] : [`${indent}${paint('dim', '$')} ${command}`];
  const statements = sql === undefined ? [] : sql.split('\n').map((line) => `${indent}${paint('cyan', line)}`);
  return [head, ...rest, ...statements, ...shell];
}
