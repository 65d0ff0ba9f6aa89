import { sha256 } from '@rowpact/model';
import { isDeviceName } from '../decode/registry-name.js';

/** Longest part of a file name; two parts and `.json` stay far below the 255 bytes of every file system. */
const LONGEST = 100;

/**
 * A name as part of a file name that is safe and its own on every file system: everything but `a-z 0-9 _ $ -` becomes
 * percent-encoded UTF-8 in lower case (upper-case letters too: some file systems do not tell them apart), names of
 * Windows devices have their first letter encoded, and what is too long is cut and marked with `~` and a hash, which no
 * encoded name contains.
 */
export function fileNamePart(name: string): string {
  const encoded = name.replace(/[^a-z0-9_$-]/gu, encodeCharacter);
  const safe = isDeviceName(encoded) ? encodeAscii(encoded) + encoded.slice(1) : encoded;
  if (safe.length <= LONGEST) return safe;
  const hash = sha256(name).slice(0, 32);
  return `${safe.slice(0, LONGEST - hash.length - 1).replace(/%[0-9a-f]?$/u, '')}~${hash}`;
}

function encodeCharacter(character: string): string {
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

function encodeAscii(text: string): string {
  return encodeCharacter(text.slice(0, 1));
}

/** Paths below the `schema` folder of a producer. */
export const DATABASE_FILE = 'database.json';

export function relationFile(schema: string, name: string): string {
  return `${fileNamePart(schema)}.${fileNamePart(name)}.json`;
}

export function typeFile(schema: string, name: string): string {
  return `types/${relationFile(schema, name)}`;
}

export function functionsFile(schema: string): string {
  return `functions/${fileNamePart(schema)}.json`;
}
