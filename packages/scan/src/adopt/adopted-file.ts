import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { decodeText } from '../files/decode-text.js';
import { isComponent } from '../component/scripts-of.js';
import { parseModule } from '../module/parse-module.js';

const BYTE_ORDER_MARK = '\uFEFF';

/** A file that holds a type to be replaced. Offsets are those of `text`, of a component's scripts too. */
export interface AdoptedFile {
  /** Relative to the consumer's folder. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  /** Without a byte order mark. */
  readonly text: string;
  readonly mark: string;
  readonly source: ts.SourceFile;
  /** The part of the file that a place's imports stand in: a component's script, else everything. */
  readonly scriptAt: (offset: number) => Script;
}

export interface Script {
  readonly start: number;
  readonly end: number;
}

/** Reads a file for editing. Answers a reason, as the end of a sentence, where its bytes could not be given back as they are. */
export function readForEditing(folder: string, file: string): AdoptedFile | string {
  const path = join(folder, file);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return `its file cannot be read (${error instanceof Error ? error.message.replace(/,.*/s, '') : String(error)})`;
  }
  const decoded = decodeText(bytes);
  if (decoded.kind !== 'text' || decoded.notUtf8 !== null || !isUtf8(bytes)) return 'its file is not UTF-8';
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? BYTE_ORDER_MARK : '';
  return parsedFile({ file, path, mark }, decoded.text);
}

/** The same file with another text. */
export function parsedFile(
  { file, path, mark }: Pick<AdoptedFile, 'file' | 'path' | 'mark'>,
  text: string,
): AdoptedFile | string {
  const module = parseModule(path, file, text);
  if (!('source' in module)) return `its file cannot be parsed: ${module.reason}`;
  return { file, path, mark, text, source: module.source, scriptAt: (offset) => scriptAt(path, text, offset) };
}

/** UTF-16 is decoded too, but it could not be written back. */
function isUtf8(bytes: Buffer): boolean {
  return !(bytes[0] === 0xff && bytes[1] === 0xfe) && !(bytes[0] === 0xfe && bytes[1] === 0xff);
}

function scriptAt(path: string, text: string, offset: number): Script {
  if (!isComponent(path)) return { start: 0, end: text.length };
  const tag = text.lastIndexOf('<script', offset);
  const closing = text.indexOf('</script', offset);
  if (tag >= 0 && !text.slice(tag, offset).includes('</script')) {
    return { start: text.indexOf('>', tag) + 1, end: closing < 0 ? text.length : closing };
  }
  // What stands in no script element is an Astro component's frontmatter.
  const fence = text.indexOf('---');
  const end = text.indexOf('\n---', offset);
  return { start: fence < 0 ? 0 : fence + 3, end: end < 0 ? text.length : end };
}

/** Imports at the top of one script, in order. */
export function importsIn({ source }: AdoptedFile, script: Script): readonly ts.ImportDeclaration[] {
  return source.statements.filter(
    (statement): statement is ts.ImportDeclaration =>
      ts.isImportDeclaration(statement) && statement.getStart(source) >= script.start && statement.end <= script.end,
  );
}
