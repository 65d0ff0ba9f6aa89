/** Messages of PostgreSQL's wire protocol, as a client sends them. */
export type WireMessage = Uint8Array;

/** Asks for the analysis of one statement under the unnamed name; nothing runs. The text holds no NUL. */
export function parseMessage(text: string, types: readonly number[] = []): WireMessage {
  const oids = Buffer.alloc(2 + 4 * types.length);
  oids.writeUInt16BE(types.length);
  types.forEach((type, at) => oids.writeUInt32BE(type, 2 + 4 * at));
  return message('P', '\0', text, '\0', oids);
}

/** Asks for the parameters and the result's columns of the statement that was parsed last. */
export function describeMessage(): WireMessage {
  return message('D', 'S\0');
}

/** Runs the statement that was parsed last, every one of its parameters NULL. */
export function executeMessages(parameters: number): readonly WireMessage[] {
  const bind = Buffer.alloc(8 + 4 * parameters, 0xff);
  bind.fill(0, 0, 4);
  bind.writeUInt16BE(parameters, 4);
  bind.fill(0, 6 + 4 * parameters);
  return [message('B', bind), message('E', '\0', '\0\0\0\0')];
}

/** Ends a group: after an error the server goes on behind it. */
export function syncMessage(): WireMessage {
  return message('S');
}

/** Runs a text at once, as the simple protocol does. */
export function queryMessage(text: string): WireMessage {
  return message('Q', text, '\0');
}

function message(kind: string, ...parts: readonly (string | Buffer)[]): WireMessage {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  const head = Buffer.alloc(5);
  head.write(kind, 0, 'latin1');
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
