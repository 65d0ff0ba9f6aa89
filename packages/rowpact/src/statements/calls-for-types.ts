import { posix } from 'node:path';
import type { NamedRow, StatementCalls } from '@rowpact/codegen';
import { byCodeUnit, type Place } from '@rowpact/model';
import type { JudgedCall } from './judged-calls.js';

/**
 * What the module says of calls: the rows that their type arguments name, and the statements that PostgreSQL does not take.
 * @param wordsOf why it refuses the statement with this text that is sent there
 */
export function callsForTypes(
  calls: readonly JudgedCall[],
  wordsOf: (place: Place, statement: string) => string,
): StatementCalls {
  const refused = calls.flatMap(({ call: { place }, verdict }) =>
    verdict.kind === 'refused'
      ? [{ file: place.file, line: place.line, message: wordsOf(place, verdict.statement.text) }]
      : [],
  );
  return { rows: byName(calls).map((named) => namedRow(named, wordsOf)), refused };
}

interface Named {
  readonly name: string;
  /** At least one, in the order of the source. */
  readonly calls: readonly JudgedCall[];
}

function byName(calls: readonly JudgedCall[]): readonly Named[] {
  const named = new Map<string, JudgedCall[]>();
  for (const call of calls) if (call.named !== null) named.set(call.named, [...(named.get(call.named) ?? []), call]);
  return [...named].map(([name, own]) => ({ name, calls: ownFirst(own) })).sort((a, b) => byCodeUnit(a.name, b.name));
}

/** What stands outside of the code that the contract has scanned may not be known: it blurs no row of the others. */
function ownFirst(calls: readonly JudgedCall[]): readonly JudgedCall[] {
  const own = calls.filter(({ isOwn }) => isOwn);
  return own.length > 0 ? own : calls;
}

/** Of calls that share a name each may be the one whose row is read: the type is that of all of them. */
function namedRow({ name, calls }: Named, wordsOf: (place: Place, statement: string) => string): NamedRow {
  const readBy = [...new Set(calls.map(({ call: { place } }) => readerOf(place)))];
  for (const { call, verdict } of calls)
    if (verdict.kind === 'refused')
      return { name, readBy, verdict: { kind: 'refused', message: wordsOf(call.place, verdict.statement.text) } };
  const statements = calls.map(({ verdict }) => (verdict.kind === 'typed' ? verdict.analyses : []));
  if (statements.some((each) => each.length === 0)) return { name, readBy, verdict: { kind: 'any' } };
  return { name, readBy, verdict: { kind: 'typed', statements: statements.flat() } };
}

/** Without a line, which would change whenever anything above does. */
function readerOf({ within, file }: Place): string {
  return within === null ? file : `\`${within}\` in ${file}`;
}

/** Rows that calls name and of which nothing is known any more: for the compiler they are anything. */
export function unknownRows(calls: readonly JudgedCall[], source: string): readonly string[] {
  return calls.flatMap(({ call: { place }, isOwn, named, verdict }) =>
    isOwn && named !== null && verdict.kind === 'any'
      ? [`${posix.join(source, place.file)}:${place.line}: what is sent here is not known, so its ${named} is \`any\``]
      : [],
  );
}
