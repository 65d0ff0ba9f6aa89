import { fail, type FailureCode, type Location } from '@rowpact/model';
import { isUtf8 } from 'node:buffer';
import { errorCode, isMissing, readFiles } from '../files/read-files.js';
import { Mismatch, type Decode } from '../statements/decode.js';
import { printPath, type DocumentPath } from './document-path.js';
import { parseYaml } from './parsed-yaml.js';
import { describeValue } from './problem.js';

/** A JSON file that the tool writes: how messages call it, and what to do where it is not what the tool wrote. */
export interface JsonFile {
  readonly file: string;
  readonly name: string;
  readonly code: FailureCode;
  readonly hint: string;
  /** What to do where it holds a merge conflict. */
  readonly conflict: string;
}

/** The text of a file that may not be there: null then. */
export async function readJsonText(json: JsonFile): Promise<string | null> {
  const { file } = json;
  const [content] = await readFiles([file]);
  if (Buffer.isBuffer(content)) {
    if (isUtf8(content)) return content.toString('utf8');
    return invalid(json, 'expected text in UTF-8, found bytes that are none', { file });
  }
  if (isMissing(content)) return null;
  return fail({
    code: 'file-unreadable',
    message: `Could not read ${file} (${errorCode(content) ?? 'unknown'})`,
    hint: 'Give yourself read access to it.',
    location: { file },
  });
}

/** What the text of a JSON file says; fails with the place of what it should not say. */
export function decodeJson<Value>(text: string, json: JsonFile, decode: Decode<Value>): Value {
  const value = parsed(text, json);
  try {
    return decode(value);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    const message = `${printPath(error.path)}: expected ${error.expected}, found ${describeValue(error.found)}`;
    return invalid(json, message, placeIn(text, json.file, error.path));
  }
}

function parsed(text: string, json: JsonFile): unknown {
  const { file, conflict: hint } = json;
  const conflict = /^<{7} /mu.exec(text);
  if (conflict) {
    const location = { file, line: lineOf(text, conflict.index), column: 1 };
    return invalid({ ...json, hint }, 'expected JSON, found a merge conflict', location);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/u.exec(String(error))?.[1];
    const location = position === undefined ? { file } : { file, line: lineOf(text, Number(position)), column: 1 };
    return invalid(json, 'expected JSON, found text that is none', location);
  }
}

/** JSON is YAML, whose parser knows where everything stands. It is slow, and only asked about a file that is wrong. */
function placeIn(text: string, file: string, path: DocumentPath): Location {
  return parseYaml(text, file).locate(path, 'value');
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function invalid({ name, code, hint }: JsonFile, message: string, location: Location): never {
  return fail({ code, message: `${name}: ${message}`, hint, location });
}

/** JSON with one line for each item of a list, so that a review shows an item as a line and merges take items one by one. */
export function printLines(
  head: Readonly<Record<string, string | number>>,
  key: string,
  items: readonly object[],
): string {
  const lines = items.map((item) => `    { ${Object.entries(item).map(printEntry).join(', ')} }`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  const fields = [...Object.entries(head).map(printEntry), `${JSON.stringify(key)}: ${list}`];
  return `{\n${fields.map((field) => `  ${field}`).join(',\n')}\n}\n`;
}

function printEntry([key, value]: readonly [string, unknown]): string {
  return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
}
