import { firstSyntaxError } from '../module/parse-module.js';
import { type AdoptedFile, parsedFile } from './adopted-file.js';
import { applyEdits, type TextEdit } from './text-edit.js';

/** A file with edits made. One that an edit would break is a bug of ours, and is never written. */
export function editedFile(file: AdoptedFile, edits: readonly TextEdit[]): AdoptedFile {
  const after = parsedFile(file, applyEdits(file.text, edits));
  if (typeof after === 'string') throw new TypeError(`an edit of ${file.file} broke it: ${after}`);
  const error = firstSyntaxError({ ...after });
  if (error !== null && firstSyntaxError({ ...file }) === null) {
    throw new TypeError(`an edit of ${file.file} broke it in line ${error.line}: ${error.message}`);
  }
  return after;
}
