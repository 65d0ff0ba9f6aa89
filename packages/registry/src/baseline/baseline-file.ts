import { byCodeUnit, type BaselineEntry, type FileChange } from '@rowpact/model';
import { join } from 'node:path';
import { decodeJson, printLines, readJsonText, type JsonFile } from '../document/json-file.js';
import { filledText, list, Mismatch, object, required, text, whole } from '../statements/decode.js';

export const BASELINE_FILE = 'baseline.json';

/**
 * The findings that were there when the team started; none where there is no `baseline.json`.
 * @param directory the registry folder
 */
export async function readBaseline(directory: string, producerName: string): Promise<readonly BaselineEntry[]> {
  const json = jsonFile(join(directory, producerName, BASELINE_FILE));
  const content = await readJsonText(json);
  return content === null ? [] : decodeJson(content, json, baseline).findings;
}

/** The text of the file: sorted by rule and fingerprint, each finding once, a line each. */
export function printBaseline(entries: readonly BaselineEntry[]): string {
  const distinct = new Map(entries.map((entry) => [`${entry.rule} ${entry.fingerprint}`, entry]));
  const sorted = [...distinct.entries()].sort(([left], [right]) => byCodeUnit(left, right));
  const findings = sorted.map(([, { rule, fingerprint, sentence }]) => ({ rule, fingerprint, sentence }));
  return printLines({ format: FORMAT }, 'findings', findings);
}

/** The file, to be written; no findings are no file. */
export function baselineFile(
  producerName: string,
  entries: readonly BaselineEntry[],
  registryName = 'registry',
): FileChange {
  const path = `${registryName}/${producerName}/${BASELINE_FILE}`;
  return { path, content: entries.length === 0 ? null : printBaseline(entries) };
}

const FORMAT = 1;

function jsonFile(file: string): JsonFile {
  return { file, name: BASELINE_FILE, code: 'baseline-invalid', hint: HINT, conflict: CONFLICT };
}

const baseline = object<{ readonly format: number; readonly findings: readonly BaselineEntry[] }>({
  format: required(format),
  findings: required(
    list(
      object<BaselineEntry>({
        rule: required(filledText),
        fingerprint: required(fingerprint),
        sentence: required(text),
      }),
    ),
  ),
});

function format(value: unknown): number {
  const found = whole(1)(value);
  if (found !== FORMAT) throw new Mismatch(`${FORMAT}, or a newer rowpact`, value);
  return found;
}

function fingerprint(value: unknown): string {
  if (typeof value === 'string' && /^[0-9a-f]{16}$/u.test(value)) return value;
  throw new Mismatch('a fingerprint of sixteen hexadecimal digits', value);
}

const HINT = 'Run `rowpact check --write-baseline` to write it again, or take the version from git.';
const CONFLICT = 'Keep the lines that both sides have, so that nothing new is accepted by the merge.';
