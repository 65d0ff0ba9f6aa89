import { fail, type ConsumerUse, type Location, type RecordedStatement, type TableDeclaration } from '@rowpact/model';
import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';
import { printPath, type DocumentPath } from '../document/document-path.js';
import { parseYaml } from '../document/parsed-yaml.js';
import { describeValue } from '../document/problem.js';
import { errorCode, isMissing, readFiles } from '../files/read-files.js';
import { Mismatch } from './decode.js';
import { STATEMENTS_SUFFIX } from './print-statements.js';
import {
  RECORD_FORMAT,
  recordFile,
  type RecordFile,
  type SpotInFile,
  type StatementFile,
  type TableFile,
} from './record-shape.js';

/**
 * What a registry knows of a consumer's use; null where it was never scanned. Fails where the file is not what rowpact writes.
 * @param directory the registry folder
 */
export async function readStatements(
  directory: string,
  producerName: string,
  consumer: string,
): Promise<ConsumerUse | null> {
  const name = `${consumer}${STATEMENTS_SUFFIX}`;
  const file = join(directory, producerName, 'consumers', name);
  const [content] = await readFiles([file]);
  if (!Buffer.isBuffer(content)) {
    if (isMissing(content)) return null;
    return fail({
      code: 'file-unreadable',
      message: `Could not read ${file} (${errorCode(content) ?? 'unknown'})`,
      hint: 'Give yourself read access to it.',
      location: { file },
    });
  }
  if (!isUtf8(content)) return invalid(name, 'expected text in UTF-8, found bytes that are none', { file });
  return parseStatements(content.toString('utf8'), { file, name, producerName, consumer });
}

/** The same from a text, such as the record of a deployed version or of another revision. */
export function parseStatements(text: string, source: StatementsSource): ConsumerUse {
  return toUse(decoded(text, source));
}

/** Whose record a text is, and how messages call it. */
export interface StatementsSource {
  readonly file: string;
  readonly name: string;
  readonly producerName: string;
  readonly consumer: string;
}

function decoded(text: string, { file, name, producerName, consumer }: StatementsSource): RecordFile {
  const json = parsed(text, file, name);
  refuseOtherFormats(json, file, name);
  try {
    const record = recordFile(json);
    const wrong = (['consumer', 'producer'] as const).find(
      (key) => record[key] !== (key === 'consumer' ? consumer : producerName),
    );
    if (wrong === undefined) return record;
    const mismatch = new Mismatch(JSON.stringify(wrong === 'consumer' ? consumer : producerName), record[wrong]);
    mismatch.path.push(wrong);
    throw mismatch;
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    const message = `${printPath(error.path)}: expected ${error.expected}, found ${describeValue(error.found)}`;
    return invalid(name, message, locate(text, file, error.path));
  }
}

function parsed(text: string, file: string, name: string): unknown {
  const conflict = /^<{7} /mu.exec(text);
  if (conflict) {
    const location = { file, line: lineOf(text, conflict.index), column: 1 };
    return invalid(name, 'expected JSON, found a merge conflict', location, CONFLICT);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/u.exec(String(error))?.[1];
    const location = position === undefined ? { file } : { file, line: lineOf(text, Number(position)), column: 1 };
    return invalid(name, 'expected JSON, found text that is none', location);
  }
}

/** Asked first: whatever else a newer rowpact writes, it raises this number. */
function refuseOtherFormats(json: unknown, file: string, name: string): void {
  if (typeof json !== 'object' || json === null || !('format' in json)) return;
  const { format } = json;
  if (typeof format !== 'number' || format === RECORD_FORMAT) return;
  const newer = format > RECORD_FORMAT;
  const message = `format: expected ${RECORD_FORMAT}, found ${format}`;
  invalid(name, message, { file, line: 2, column: 3 }, newer ? NEWER : SCAN_AGAIN);
}

/** JSON is YAML, whose parser knows where everything stands. It is slow, and only asked about a file that is wrong. */
function locate(text: string, file: string, path: DocumentPath): Location {
  return parseYaml(text, file).locate(path, 'value');
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function invalid(name: string, message: string, location: Location, hint: string = SCAN_AGAIN): never {
  return fail({ code: 'statements-invalid', message: `${name}: ${message}`, hint, location });
}

function toUse({ format: _, statements, tables, ...rest }: RecordFile): ConsumerUse {
  return { ...rest, statements: statements.map(toStatement), tables: tables.map(toTable) };
}

function toStatement({ origins, refused, rows, ...rest }: StatementFile): RecordedStatement {
  const { file } = rest.place;
  return {
    ...rest,
    origins: origins.map(({ at, fixed, ...spot }) => ({ at, ...spotIn(file, spot), ...(fixed ? { fixed } : {}) })),
    refused: refused ? { kind: 'refused', ...refused } : null,
    rows: rows && {
      reads: rows.reads.map(({ name: column, ...spot }) => ({ column, location: spotIn(file, spot) })),
      escapes: rows.escapes.map(({ how, ...spot }) => ({ location: spotIn(file, spot), how })),
    },
  };
}

function toTable({ columns, ...rest }: TableFile): TableDeclaration {
  const { file } = rest.place;
  return { ...rest, columns: columns.map(({ name, ...spot }) => ({ name, location: spotIn(file, spot) })) };
}

function spotIn(file: string, { line, column, file: own }: SpotInFile): Required<Location> {
  return { file: own ?? file, line, column };
}

const SCAN_AGAIN = 'Run `rowpact scan` to write it again; this file is not edited by hand.';
const CONFLICT = 'Take either side, then run `rowpact scan` to write the record of the merged code.';
const NEWER = 'Update rowpact: a newer version wrote this file.';
