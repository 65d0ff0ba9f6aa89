import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DEFAULT_SCAN, type TypeableCall } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { asWritten, readFolder } from '../adopt/testing/adoption-case.js';
import { scanConsumer } from '../scan/scan-consumer.js';
import { consumerFolder } from '../testing/consumer-folder.js';
import { annotateFiles } from './annotate-files.js';
import type { WantedAnnotation } from './annotation.js';

interface CaseSettings {
  readonly about: string;
  /** The module of statements. */
  readonly generated?: string;
  /** The row that each call is to name, by the file and line where its type argument goes; others are left alone. */
  readonly rows: Readonly<Record<string, string>>;
  readonly lineEnds?: 'CRLF';
  readonly byteOrderMark?: boolean;
}

// Each case is a folder: case.json, the consumer's files in input/, those that change in expected/, and left.json where calls are
// left. UPDATE_GOLDENS=1 writes what is expected.
const folder = join(import.meta.dirname, '..', 'cases', 'annotate');
const update = process.env['UPDATE_GOLDENS'] === '1';

describe.each(readdirSync(folder))('case %s', (name) => {
  const path = (...parts: readonly string[]): string => join(folder, name, ...parts);
  const settings = JSON.parse(readFileSync(path('case.json'), 'utf8')) as CaseSettings;
  const generated = settings.generated ?? 'src/database.statements.gen.ts';

  it('gives the expected files, whose calls name what they should', async () => {
    const input = new Map([...readFolder(path('input'))].map(([file, text]) => [file, asWritten(text, settings)]));
    const consumer = consumerFolder(Object.fromEntries(input));
    const wanted = await wantedIn(consumer, settings);
    expect(wanted).toHaveLength(Object.keys(settings.rows).length);
    const { files, left } = await annotateFiles({ folder: consumer }, wanted, generated);
    const changed = new Map(files.map(({ file, content }) => [file, content]));
    const reasons = left.map(({ call, reason }) => `${call.place.file}:${call.place.line} ${reason}`);
    if (update) writeExpected(path(), changed, reasons, settings);
    const written = readdirSync(path());
    const expected = written.includes('expected') ? readFolder(path('expected')) : new Map<string, string>();
    expect(changed).toEqual(new Map([...expected].map(([file, text]) => [file, asWritten(text, settings)])));
    expect(reasons).toEqual(written.includes('left.json') ? JSON.parse(readFileSync(path('left.json'), 'utf8')) : []);

    const result = consumerFolder(Object.fromEntries([...input, ...changed]));
    const calls = await callsIn(result);
    const named = calls.flatMap(({ names }) => names.map((each) => each.name)).sort();
    expect(named).toEqual(
      wanted
        .filter(({ call }) => changed.has(call.place.file))
        .map((each) => each.name)
        .sort(),
    );
  });
});

async function callsIn(consumer: string): Promise<readonly TypeableCall[]> {
  return (await scanConsumer({ folder: consumer, settings: DEFAULT_SCAN, store: null })).calls;
}

async function wantedIn(consumer: string, { rows }: CaseSettings): Promise<readonly WantedAnnotation[]> {
  return (await callsIn(consumer)).flatMap((call) => {
    const row = rows[`${call.argumentAt.file}:${call.argumentAt.line}`];
    return row === undefined ? [] : [{ call, name: row }];
  });
}

function writeExpected(
  path: string,
  files: ReadonlyMap<string, string>,
  left: readonly string[],
  { lineEnds, byteOrderMark }: CaseSettings,
): void {
  rmSync(join(path, 'expected'), { recursive: true, force: true });
  if (left.length > 0) writeFileSync(join(path, 'left.json'), `${JSON.stringify(left, null, 2)}\n`);
  for (const [file, content] of files) {
    const target = join(path, 'expected', file);
    mkdirSync(dirname(target), { recursive: true });
    const unmarked = byteOrderMark === true ? content.slice(1) : content;
    writeFileSync(target, lineEnds === 'CRLF' ? unmarked.replaceAll('\r\n', '\n') : unmarked);
  }
}
