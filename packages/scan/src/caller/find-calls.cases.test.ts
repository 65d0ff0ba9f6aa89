import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeInSource, type Blind, type Statement } from '@rowpact/model';
import { describe, expect, test } from 'vitest';
import { openModuleGraph } from '../module/module-graph.js';
import type { NamedCallerName } from '../module/source-module.js';
import { findCalls } from './find-calls.js';

// A case is a folder with a consumer's input.* and what is found in it. UPDATE_GOLDENS=1 writes the answers anew: read them.
const CASES = join(import.meta.dirname, '../cases/snippets');
const names = readdirSync(CASES).flatMap((caller) =>
  readdirSync(join(CASES, caller)).map((name) => `${caller}/${name}`),
);

describe('statements in snippets', () => {
  test('there are at least 150', () => expect(names.length).toBeGreaterThanOrEqual(150));

  test.each(names)('%s', (name) => {
    const folder = join(CASES, name);
    const { statements, blinds } = find(folder);
    for (const statement of statements) checkOrigins(folder, statement);
    const answer = `${JSON.stringify({ statements: statements.map(showStatement), blinds: blinds.map(showBlind) }, null, 2)}\n`;
    const golden = join(folder, 'expected.json');
    if (process.env['UPDATE_GOLDENS']) writeFileSync(golden, answer);
    expect(answer).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : 'no golden; run with UPDATE_GOLDENS=1');
  });
});

function find(folder: string): ReturnType<typeof findCalls> {
  const graph = openModuleGraph({ folder });
  const input = readdirSync(folder).find((file) => file.startsWith('input.'));
  if (input === undefined) throw new Error(`no input in ${folder}`);
  const module = graph.open(input);
  if (!('source' in module)) throw new Error(module.reason);
  return findCalls(module, { graph, callers: callersOf(folder) });
}

/** The functions that the contract names, where a case has any. */
function callersOf(folder: string): readonly NamedCallerName[] {
  const file = join(folder, 'callers.json');
  if (!existsSync(file)) return [];
  return JSON.parse(readFileSync(file, 'utf8')) as readonly NamedCallerName[]; // written by us
}

/** Each run of the text stands in the source where its origin says. */
function checkOrigins(folder: string, statement: Statement): void {
  const { text, origins } = statement;
  expect(origins[0]?.at).toBe(0);
  origins.forEach((origin, index) => {
    if (origin.fixed) return;
    const lines = readFileSync(join(folder, origin.file), 'utf8').split('\n');
    const end = origins[index + 1]?.at ?? text.length;
    for (let at = origin.at; at < end; at += 1) {
      const place = placeInSource(statement, at);
      const char = lines[place.line - 1]?.[place.column - 1] ?? '\n';
      if (char !== text[at])
        throw new Error(`${JSON.stringify(text[at])} at ${at} is not at ${place.line}:${place.column}`);
    }
  });
}

function showStatement({ text, caller, place }: Statement): unknown {
  const { file, line, column, within } = place;
  return { text: shorten(text), caller, at: `${file}:${line}:${column}`, within };
}

function showBlind({ reason, detail, caller, place, text, attempts }: Blind): unknown {
  const { file, line, column, within } = place;
  const at = `${file}:${line}:${column}`;
  return {
    reason,
    detail,
    caller,
    at,
    within,
    text: text && shorten(text),
    attempts: attempts.map((each) => shorten(each.text)),
  };
}

function shorten(text: string): string {
  return text.length > 1000 ? `${text.slice(0, 200)} [${text.length} characters] ${text.slice(-100)}` : text;
}
