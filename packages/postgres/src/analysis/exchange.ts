import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { syncMessage, type WireMessage } from './wire-messages.js';

/** One message of the server's, as far as it is looked at. */
export interface Reply {
  /** The protocol's letter: `1` parsed, `T` the result's columns, `t` the parameters, `D` a row, `N` a notice, `E` an error, `Z` ready. */
  readonly kind: string;
  /** A notice's or error's fields by the protocol's letters. */
  readonly fields?: ReadonlyMap<string, string>;
  readonly parameters?: readonly number[];
  readonly columns?: readonly ReplyColumn[];
  /** A row's values as text. */
  readonly values?: readonly (string | null)[];
}

export interface ReplyColumn {
  readonly name: string;
  readonly relation: number;
  readonly attnum: number;
  readonly type: number;
  readonly typmod: number;
}

/**
 * Sends messages in one call and answers the replies. They are read here: trees are big, and PGlite's own reader goes through every
 * text of a notice byte by byte.
 */
export async function exchange(
  { pglite }: EmbeddedDatabase,
  messages: readonly WireMessage[],
): Promise<readonly Reply[]> {
  const chunks: Buffer[] = [];
  try {
    await pglite.execProtocolRawStream(Buffer.concat(messages), {
      syncToFs: false,
      // What is handed over is the engine's own memory.
      onRawData: (chunk) => void chunks.push(Buffer.from(chunk)),
    });
  } finally {
    // The listener stays PGlite's until an ordinary call has ended: the next query's rows would come here.
    await pglite.execProtocol(syncMessage(), { syncToFs: false });
  }
  return readReplies(Buffer.concat(chunks));
}

function readReplies(bytes: Buffer): readonly Reply[] {
  const replies: Reply[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 1 + bytes.readUInt32BE(at + 1);
    replies.push(readReply(String.fromCharCode(bytes[at] ?? 0), bytes.subarray(at + 5, end)));
    at = end;
  }
  return replies;
}

function readReply(kind: string, body: Buffer): Reply {
  if (kind === 'N' || kind === 'E') return { kind, fields: readFields(body) };
  if (kind === 't') return { kind, parameters: readParameters(body) };
  if (kind === 'T') return { kind, columns: readColumns(body) };
  if (kind === 'D') return { kind, values: readValues(body) };
  return { kind };
}

function readFields(body: Buffer): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (let at = 0; body[at] !== 0 && at < body.length;) {
    const end = body.indexOf(0, at + 1);
    fields.set(String.fromCharCode(body[at] ?? 0), body.toString('utf8', at + 1, end));
    at = end + 1;
  }
  return fields;
}

function readParameters(body: Buffer): readonly number[] {
  return Array.from({ length: body.readUInt16BE(0) }, (_, at) => body.readUInt32BE(2 + 4 * at));
}

/** Each: name, relation, attnum, type, its size, modifier, format. */
function readColumns(body: Buffer): readonly ReplyColumn[] {
  const columns: ReplyColumn[] = [];
  for (let at = 2; at < body.length;) {
    const end = body.indexOf(0, at);
    columns.push({
      name: body.toString('utf8', at, end),
      relation: body.readUInt32BE(end + 1),
      attnum: body.readInt16BE(end + 5),
      type: body.readUInt32BE(end + 7),
      typmod: body.readInt32BE(end + 13),
    });
    at = end + 19;
  }
  return columns;
}

function readValues(body: Buffer): readonly (string | null)[] {
  const values: (string | null)[] = [];
  for (let at = 2; at < body.length;) {
    const length = body.readInt32BE(at);
    values.push(length < 0 ? null : body.toString('utf8', at + 4, at + 4 + length));
    at += 4 + Math.max(0, length);
  }
  return values;
}
