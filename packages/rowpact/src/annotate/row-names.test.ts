import { describe, expect, it } from 'vitest';
import { type NamableCall, rowNames } from './row-names.js';

function call(line: number, within: string | null, named: string | null = null, row = `${line}`): NamableCall {
  return { place: { file: 'src/league-table.ts', line, column: 1, within }, named, row };
}

const namesOf = (calls: readonly NamableCall[], ...taken: readonly string[]) => rowNames(calls, new Set(taken));

describe('the names of rows', () => {
  it('come from the function around the call, or from the file', () => {
    const within = ['load', 'Roster.load', 'actions.sign-up', 'default', null, '2fa'];
    const names = within.map((one, line) => namesOf([call(line, one)])[0]);
    expect(names).toEqual([
      ...['LoadRow', 'RosterLoadRow', 'ActionsSignUpRow', 'LeagueTableRow', 'LeagueTableRow', 'Statement2faRow'],
    ]);
  });

  it('are numbered in the order of the source, whatever order the calls come in', () => {
    expect(namesOf([call(3, 'load'), call(1, 'load'), call(2, 'load')])).toEqual(['LoadRow3', 'LoadRow', 'LoadRow2']);
  });

  it('stay as they are, and are given to no other', () => {
    const calls = [call(1, 'load'), call(2, 'load', 'LoadRow'), call(3, 'other', 'LoadRow4'), call(4, 'load')];
    expect(namesOf(calls, 'LoadRow2')).toEqual(['LoadRow3', 'LoadRow', 'LoadRow4', 'LoadRow5']);
  });

  it('are shared by equal rows, and of different ones stay with the function that is called so', () => {
    expect(namesOf([call(1, 'one', 'AnyRow', 'a'), call(2, 'two', 'AnyRow', 'a')])).toEqual(['AnyRow', 'AnyRow']);
    expect(namesOf([call(1, 'one', 'TwoRow', 'a'), call(2, 'two', 'TwoRow', 'b')])).toEqual(['OneRow', 'TwoRow']);
    expect(namesOf([call(1, 'one', 'AnyRow', 'a'), call(2, 'two', 'AnyRow', 'b')])).toEqual(['AnyRow', 'TwoRow']);
  });
});
