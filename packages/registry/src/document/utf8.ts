import { isUtf8 } from 'node:buffer';
import type { Failure } from '@rowpact/model';

/** The text of a file, or the failure that says where it stops being UTF-8. A byte-order mark stays in the text. */
export function decodeUtf8(bytes: Buffer, file: string): string | Failure {
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) return text;
  const line = bytes
    .subarray(0, firstDifference(bytes, Buffer.from(text)))
    .toString('latin1')
    .split('\n').length;
  return {
    code: 'registry-invalid',
    message: 'the document: expected text in UTF-8, found bytes that are none',
    hint: 'Save the file in UTF-8; registry files hold nothing else.',
    location: { file, line, column: 1 },
  };
}

function firstDifference(left: Buffer, right: Buffer): number {
  const end = Math.min(left.length, right.length);
  for (let index = 0; index < end; index++) if (left[index] !== right[index]) return index;
  return end;
}
