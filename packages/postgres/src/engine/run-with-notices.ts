import type { PGlite } from '@electric-sql/pglite';

/** A message of the server's that is no error. */
export interface Notice {
  readonly message: string;
  readonly detail: string;
  /** The stack of functions and commands it comes from, innermost first; empty for the statement itself. */
  readonly where: string;
}

/**
 * Runs a text as the simple protocol does and hands on each notice when it comes; rows are dropped. A statement may send a
 * hundred thousand of them, so that nothing is kept.
 * @param copyData - what a `COPY … FROM stdin` reads, null for every other statement.
 * @throws what the server refuses, with the fields that PGlite's own errors have.
 */
export async function runWithNotices(
  pglite: PGlite,
  sql: string,
  copyData: string | null,
  onNotice: (notice: Notice) => void,
): Promise<void> {
  const { protocol } = await import('@electric-sql/pglite');
  const { query, copyData: rows, copyDone, sync } = protocol.serialize;
  const messages = copyData === null ? [query(sql)] : [query(sql), rows(toBuffer(copyData)), copyDone()];
  const replies = new ReplyReader(onNotice);
  try {
    await pglite.execProtocolRawStream(Buffer.concat(messages), {
      syncToFs: false,
      onRawData: (chunk) => {
        replies.take(chunk);
      },
    });
  } finally {
    // The listener stays PGlite's until an ordinary call has ended: the next query's rows would come here.
    await pglite.execProtocol(sync(), { syncToFs: false });
  }
  if (replies.refusal) throw replies.refusal;
}

function toBuffer(text: string): ArrayBuffer {
  // A fresh encoding owns its whole buffer.
  return new TextEncoder().encode(text).buffer;
}

/** What the server refused; shaped as PGlite's `DatabaseError`. */
class ServerRefusal extends Error {
  constructor(
    message: string,
    readonly severity: string,
    readonly code: string,
    readonly detail?: string,
    readonly hint?: string,
    readonly position?: string,
    readonly where?: string,
  ) {
    super(message);
  }
}

const HEAD_BYTES = 5;
const NOTICE = 0x4e;
const ERROR = 0x45;

/** Cuts the server's bytes into messages, which may begin and end anywhere in the chunks. */
class ReplyReader {
  refusal: ServerRefusal | null = null;
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly onNotice: (notice: Notice) => void) {}

  /** @param chunk - the engine's own memory, which it uses again. */
  take(chunk: Uint8Array): void {
    const bytes = this.rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.rest, chunk]);
    let at = 0;
    while (bytes.length - at >= HEAD_BYTES) {
      const end = at + 1 + bytes.readUInt32BE(at + 1);
      if (end > bytes.length) break;
      this.read(bytes[at] ?? 0, bytes.subarray(at + HEAD_BYTES, end));
      at = end;
    }
    this.rest = bytes.subarray(at);
  }

  private read(kind: number, body: Buffer): void {
    if (kind !== NOTICE && kind !== ERROR) return;
    const fields = readFields(body);
    const text = (letter: string): string => fields.get(letter) ?? '';
    if (kind === NOTICE) {
      this.onNotice({ message: text('M'), detail: text('D'), where: text('W') });
      return;
    }
    const rest = ['D', 'H', 'P', 'W'].map((letter) => fields.get(letter));
    this.refusal ??= new ServerRefusal(text('M'), text('V'), text('C'), ...rest);
  }
}

function readFields(body: Buffer): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (let at = 0; at < body.length && body[at] !== 0;) {
    const end = body.indexOf(0, at + 1);
    fields.set(String.fromCharCode(body[at] ?? 0), body.toString('utf8', at + 1, end));
    at = end + 1;
  }
  return fields;
}
