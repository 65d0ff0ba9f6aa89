import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit, DEFAULT_SCAN, type NamedCaller } from '@rowpact/model';
import { scanConsumer } from '@rowpact/scan';

/** How much of what stands in the snippets a whole scan finds, files and prefilter included. */
export interface ScannerResult {
  readonly snippets: number;
  readonly statements: number;
  readonly blinds: number;
  /** What the expected answer of a snippet has and the scan does not: `folder: what`. */
  readonly missed: readonly string[];
  /** What the scan finds in a snippet's input and the expected answer does not have. */
  readonly unexpected: readonly string[];
}

/** Folders of snippets below `packages/scan/src/cases`, and how deep the snippets lie in them. */
const FOLDERS: readonly (readonly [folder: string, depth: number])[] = [
  ['snippets', 2],
  ['kysely', 1],
];

/** Scans each snippet as if it were a consumer, and holds what is found against the answer that a person has read. */
export async function scannerRecall(cases: string): Promise<ScannerResult> {
  const result = { snippets: 0, statements: 0, blinds: 0, missed: [] as string[], unexpected: [] as string[] };
  for (const folder of FOLDERS.flatMap(([name, depth]) => snippetsBelow(cases, name, depth))) {
    const expected = expectedAt(join(cases, folder));
    const found = await foundIn(join(cases, folder));
    result.snippets += 1;
    result.statements += expected.filter((one) => !one.startsWith(BLIND)).length;
    result.blinds += expected.filter((one) => one.startsWith(BLIND)).length;
    result.missed.push(...without(expected, found.all).map((one) => `${folder}: ${one}`));
    result.unexpected.push(...without(found.inInput, expected).map((one) => `${folder}: ${one}`));
  }
  return result;
}

const BLIND = 'blind ';

function snippetsBelow(cases: string, folder: string, depth: number): readonly string[] {
  if (depth === 0) return [folder];
  return readdirSync(join(cases, folder))
    .sort(byCodeUnit)
    .flatMap((name) => snippetsBelow(cases, `${folder}/${name}`, depth - 1));
}

interface Expected {
  readonly statements: readonly { readonly text: string; readonly at?: string; readonly place?: string }[];
  readonly blinds: readonly { readonly reason: string; readonly at?: string; readonly place?: string }[];
}

/** A line per statement and blind: its place and what it is. */
function expectedAt(folder: string): readonly string[] {
  const { statements, blinds } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected; // Our own goldens.
  const placeOf = ({ at, place }: { readonly at?: string; readonly place?: string }): string =>
    at ?? (place ?? '').replace(/ in .*$/u, '');
  return [
    ...statements.map((one) => `${placeOf(one)} ${one.text}`),
    ...blinds.map((one) => `${BLIND}${placeOf(one)} ${one.reason}`),
  ];
}

async function foundIn(
  folder: string,
): Promise<{ readonly all: readonly string[]; readonly inInput: readonly string[] }> {
  const settings = { ...DEFAULT_SCAN, callers: callersAt(folder), tests: true };
  const { statements, blinds } = await scanConsumer({ folder, settings, store: null });
  const found = [
    ...statements.map(({ place, text }) => ({
      file: place.file,
      line: `${place.file}:${place.line}:${place.column} ${text}`,
    })),
    ...blinds.map(({ place, reason }) => ({
      file: place.file,
      line: `${BLIND}${place.file}:${place.line}:${place.column} ${reason}`,
    })),
  ];
  return {
    all: found.map(({ line }) => line),
    inInput: found.filter(({ file }) => /^input\.\w+$/u.test(file)).map(({ line }) => line),
  };
}

function callersAt(folder: string): readonly NamedCaller[] {
  const file = join(folder, 'callers.json');
  if (!existsSync(file)) return [];
  const callers = JSON.parse(readFileSync(file, 'utf8')) as readonly {
    readonly object: string | null;
    readonly name: string;
    readonly argument: number;
  }[]; // Our own cases.
  return callers.map(({ object, name, argument }) => ({
    name: object === null ? name : `${object}.${name}`,
    argument: argument + 1,
  }));
}

/** What of the one list is not in the other, each as often as it is missing. */
function without(list: readonly string[], other: readonly string[]): readonly string[] {
  const left = [...other];
  return list.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
