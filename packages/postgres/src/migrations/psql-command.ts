/** A backslash command as psql reads it: it ends with its line, or at the next unquoted backslash. */
export interface PsqlCommand {
  /** Without the backslash, as written. */
  readonly name: string;
  /** Quotes taken off. */
  readonly arguments: readonly string[];
  /** Offset behind it: at the line's end, at the next command's backslash, or behind a separating `\\`. */
  readonly end: number;
}

/** What a command means to somebody who wants the schema and not psql's output. */
export type PsqlEffect = 'nothing' | 'semicolon' | 'include' | 'set' | 'unset' | 'connect' | 'quit' | 'unsupported';

const NOTHING = new Set([
  ...['a', 'C', 'conninfo', 'copyright', 'echo', 'encoding', 'errverbose', 'f', 'h', 'H', 'help', 'html', 'l', 'list'],
  ...[
    'o',
    'out',
    'p',
    'print',
    'pset',
    'qecho',
    'restrict',
    's',
    't',
    'T',
    'timing',
    'unrestrict',
    'warn',
    'x',
    'z',
    '?',
  ],
]);

const OTHER_EFFECTS: Readonly<Record<string, PsqlEffect>> = {
  ';': 'semicolon',
  g: 'semicolon',
  gx: 'semicolon',
  i: 'include',
  include: 'include',
  ir: 'include',
  include_relative: 'include',
  set: 'set',
  unset: 'unset',
  c: 'connect',
  connect: 'connect',
  q: 'quit',
  quit: 'quit',
};

/** Commands that show or format are nothing to a schema; what could change it and cannot be followed is unsupported. */
export function psqlEffect(name: string): PsqlEffect {
  if (Object.hasOwn(OTHER_EFFECTS, name)) return OTHER_EFFECTS[name] ?? 'unsupported';
  if (NOTHING.has(name) || /^(?:d[a-zA-Z]*|l)[S+]*$/.test(name)) return 'nothing';
  return 'unsupported';
}

const NAME = /;|[^\s\\;]*/y;
const ARGUMENT = /[ \t\f\v]*((?:'(?:[^'\\\n]|\\[^\n]|'')*'|"[^"\n]*"|[^\s'"\\])+)/y;
const REST = /[^\n\\]*/y;

/** @param at - offset of the backslash. */
export function readPsqlCommand(text: string, at: number): PsqlCommand {
  NAME.lastIndex = at + 1;
  const name = NAME.exec(text)?.[0] ?? '';
  let end = at + 1 + name.length;
  if (name === ';') return { name, arguments: [], end };
  const found: string[] = [];
  for (;;) {
    ARGUMENT.lastIndex = end;
    const raw = ARGUMENT.exec(text)?.[1];
    if (raw === undefined) break;
    found.push(unquote(raw));
    end = ARGUMENT.lastIndex;
  }
  REST.lastIndex = end;
  REST.test(text);
  end = REST.lastIndex;
  return { name, arguments: found, end: text.startsWith('\\\\', end) ? end + 2 : end };
}

function unquote(raw: string): string {
  return raw.replace(/'((?:[^'\\\n]|\\[^\n]|'')*)'|"([^"\n]*)"/g, (_all, single?: string, double?: string) =>
    single === undefined
      ? (double ?? '')
      : single.replace(/''|\\(.)/g, (pair, escaped?: string) => escaped ?? pair[0] ?? ''),
  );
}
