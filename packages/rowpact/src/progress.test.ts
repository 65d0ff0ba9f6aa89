import { expect, it } from 'vitest';
import { progressOn } from './progress.js';

function shownOn(isTerminal: boolean, columns = 40): readonly string[] {
  const written: string[] = [];
  const progress = progressOn({ write: (text) => written.push(text), isTerminal, columns, colour: false });
  progress.report({ phase: 'replaying migrations', migration: 'db/001_teams.sql', done: 0, total: 2 });
  progress.report({ phase: 'reading the schema', migration: null, done: 0, total: 0 });
  progress.stop();
  progress.stop();
  return written;
}

const CLEAR = '\r\u001b[2K';

it('replaces its one line, and takes it away once', () => {
  expect(shownOn(true)).toEqual([
    `${CLEAR}replaying migrations 0/2  db/001_teams…`,
    `${CLEAR}reading the schema…`,
    CLEAR,
  ]);
});

it('writes nothing where nobody watches', () => {
  expect(shownOn(false)).toEqual([]);
});
