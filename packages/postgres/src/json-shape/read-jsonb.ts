/** Bits of `JsonbContainer.header`, beside the number of its parts. */
const COUNT = 0x0fffffff;
const IS_SCALAR = 0x10000000;
const IS_OBJECT = 0x20000000;

/** Bits of a `JEntry`: how long the part is, or where it ends. */
const LENGTH = 0x0fffffff;
const HAS_END = 0x80000000;
const KIND = 0x70000000;
const STRING = 0x00000000;
const NUMERIC = 0x10000000;
const FALSE = 0x20000000;
const TRUE = 0x30000000;
const NULL = 0x40000000;

/**
 * Reads jsonb as a constant of a tree holds it (`jsonb.h`), little-endian as the embedded engine is. Of a number only that it is
 * one is read: every number comes out as 0.
 */
export function readJsonb(bytes: Buffer): unknown {
  const header = bytes.readUInt32LE();
  const count = header & COUNT;
  const isObject = (header & IS_OBJECT) !== 0;
  const parts = readParts(bytes, isObject ? 2 * count : count);
  if (isObject) return Object.fromEntries(parts.slice(0, count).map((key, at) => [String(key), parts[count + at]]));
  return (header & IS_SCALAR) === 0 ? parts : parts[0];
}

function readParts(bytes: Buffer, count: number): readonly unknown[] {
  const data = bytes.subarray(4 + 4 * count);
  const parts: unknown[] = [];
  let start = 0;
  for (let at = 0; at < count; at++) {
    const entry = bytes.readUInt32LE(4 + 4 * at);
    const length = entry & LENGTH;
    const end = (entry & HAS_END) === 0 ? start + length : length;
    parts.push(readPart(entry & KIND, data, start, end));
    start = end;
  }
  return parts;
}

function readPart(kind: number, data: Buffer, start: number, end: number): unknown {
  switch (kind) {
    case STRING:
      return data.toString('utf8', start, end);
    case NUMERIC:
      return 0;
    case FALSE:
    case TRUE:
      return kind === TRUE;
    case NULL:
      return null;
    default:
      // Containers begin at multiples of four.
      return readJsonb(data.subarray(Math.ceil(start / 4) * 4, end));
  }
}
