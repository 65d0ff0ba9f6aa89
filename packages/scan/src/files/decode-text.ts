/** The text of a file, or why it is none. */
export type DecodedText =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly notUtf8: { readonly line: number; readonly column: number } | null;
    }
  | { readonly kind: 'binary'; readonly line: number; readonly column: number }
  | { readonly kind: 'video' };

const SAMPLE = 8000;
const STRICT = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes a source file without its byte order mark. UTF-16 is known by its mark; what is no UTF-8 is read as Windows-1252, in
 * which every byte is some character and ASCII, all that names of tables are made of as a rule, is ASCII.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return read(new TextDecoder('utf-16le'), bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return read(new TextDecoder('utf-16be'), bytes);
  // A segment of an MPEG transport stream is named .ts too: a packet of 188 bytes begins with 0x47.
  if (bytes[0] === 0x47 && bytes[188] === 0x47 && bytes[376] === 0x47) return { kind: 'video' };
  const zero = bytes.subarray(0, SAMPLE).indexOf(0);
  if (zero >= 0) return { kind: 'binary', ...placeAfter(bytes.subarray(0, zero)) };
  try {
    return { kind: 'text', text: STRICT.decode(bytes), notUtf8: null };
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes);
    return { kind: 'text', text, notUtf8: placeAfter(bytes.subarray(0, validLength(bytes))) };
  }
}

function read(decoder: Pick<typeof STRICT, 'decode'>, bytes: Uint8Array): DecodedText {
  return { kind: 'text', text: decoder.decode(bytes), notUtf8: null };
}

/** How many bytes at the beginning are UTF-8. */
function validLength(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (decodes(bytes.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  return valid;
}

/** Whether everything but a character that is cut off at the end decodes. */
function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function placeAfter(bytes: Uint8Array): { readonly line: number; readonly column: number } {
  // A character that is cut off at the end is where the trouble begins.
  const text = new TextDecoder().decode(bytes, { stream: true });
  const line = text.split('\n').length;
  return { line, column: text.length - text.lastIndexOf('\n') };
}
