import type { AnalysedStatement, TypeableCall } from '@rowpact/model';
import { expect, it } from 'vitest';
import { callsForTypes, unknownRows } from './calls-for-types.js';
import type { CallVerdict, JudgedCall } from './judged-calls.js';

const analysis = { kind: 'analysed', command: 'select', columns: [], parameters: [] } as unknown as AnalysedStatement; // looked into by nobody here
const typed: CallVerdict = { kind: 'typed', analyses: [analysis] };
const refused = { kind: 'refused', statement: { text: 'SELECT gone' } } as unknown as CallVerdict; // the same

function call(line: number, named: string | null, verdict: CallVerdict, isOwn = true): JudgedCall {
  const place = { file: 'src/roster.ts', line, column: 1, within: 'load' };
  return { call: { place } as TypeableCall, isOwn, verdict, named };
}

const wordsOf = (_place: unknown, text: string): string => `no ${text}`;

it('gives each name the row of all calls that have it', () => {
  const calls = [call(1, 'BRow', typed), call(2, 'ARow', typed), call(3, 'BRow', typed), call(4, null, typed)];
  const readBy = ['`load` in src/roster.ts'];
  expect(callsForTypes(calls, wordsOf)).toEqual({
    rows: [
      { name: 'ARow', readBy, verdict: { kind: 'typed', statements: [analysis] } },
      { name: 'BRow', readBy, verdict: { kind: 'typed', statements: [analysis, analysis] } },
    ],
    refused: [],
  });
});

it('refuses a row that one of its calls is refused for, and each such call at its place', () => {
  const { rows, refused: places } = callsForTypes(
    [call(1, 'ARow', typed), call(2, 'ARow', refused), call(3, null, refused)],
    wordsOf,
  );
  expect(rows.map(({ verdict }) => verdict)).toEqual([{ kind: 'refused', message: 'no SELECT gone' }]);
  expect(places.map(({ line, message }) => `${line} ${message}`)).toEqual(['2 no SELECT gone', '3 no SELECT gone']);
});

it('knows nothing of a row whose statement is not known, and says so', () => {
  const calls = [call(1, 'ARow', { kind: 'any' }), call(2, 'BRow', typed), call(3, 'BRow', { kind: 'any' }, false)];
  expect(callsForTypes(calls, wordsOf).rows.map(({ verdict }) => verdict.kind)).toEqual(['any', 'typed']);
  expect(unknownRows(calls, 'web')).toEqual([
    'web/src/roster.ts:1: what is sent here is not known, so its ARow is `any`',
  ]);
});
