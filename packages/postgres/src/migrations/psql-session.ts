import type { PsqlCommand, PsqlEffect } from './psql-command.js';

/** Why a place cannot be read as psql would read it, and what to do. */
export interface Refusal {
  readonly what: string;
  readonly hint: string;
}

/** The hint for what only psql can do. */
export const WRITE_PLAIN_SQL =
  'Write what it does as plain SQL, or leave the file out with `ignore:` in producer.yaml.';

const STRINGS_SETTING = /^SET\s+(?:(?:SESSION|LOCAL)\s+)?standard_conforming_strings\s*(?:=|\s+TO\s)\s*'?(\w+)'?$/i;
const OFF: readonly string[] = ['off', 'of', 'false', 'f', 'no', 'n', '0'];
const VARIABLE = /:(?:\w+|'\w+'|"\w+")/y;

/** What one file hands on to the next while psql would read them. */
export class PsqlSession {
  /** `standard_conforming_strings` is off. */
  backslashEscapes = false;
  /** What `\set` defined: a text that uses one as `:name` cannot be read without psql. */
  private readonly variables = new Set<string>();
  private database: string | null = null;

  /** Takes note of a SET statement. */
  noteSetting(statement: string): void {
    const value = STRINGS_SETTING.exec(statement)?.[1]?.toLowerCase();
    if (value !== undefined) this.backslashEscapes = OFF.includes(value);
  }

  /** Follows a command that neither ends nor includes anything; the reason where that is not possible. */
  follow(command: PsqlCommand, effect: Exclude<PsqlEffect, 'semicolon' | 'include' | 'quit'>): Refusal | null {
    const [first] = command.arguments;
    switch (effect) {
      case 'nothing':
        return command.name === 'encoding' ? refuseEncoding(first) : null;
      case 'set':
        if (first !== undefined) this.variables.add(first);
        return null;
      case 'unset':
        if (first !== undefined) this.variables.delete(first);
        return null;
      case 'connect':
        return this.connect(command);
      case 'unsupported':
        return { what: `the psql command \\${command.name} cannot be followed`, hint: WRITE_PLAIN_SQL };
      default:
        return effect satisfies never;
    }
  }

  /** @param colon - offset of a colon that may begin a variable. */
  refuseVariable(text: string, colon: number): Refusal | null {
    if (this.variables.size === 0) return null;
    VARIABLE.lastIndex = colon;
    const reference = VARIABLE.exec(text)?.[0] ?? '';
    if (!this.variables.has(reference.replace(/[:'"]/g, ''))) return null;
    return { what: `${reference} is a variable that only psql fills in`, hint: 'Write its value in its place.' };
  }

  /** A dump of a whole cluster goes from database to database, and their tables are not one schema. */
  private connect(command: PsqlCommand): Refusal | null {
    const target = command.arguments.find((argument) => !argument.startsWith('-')) ?? '-';
    if (['', '-', 'postgres', 'template1', this.database].includes(target)) return null;
    const before = this.database;
    this.database = target;
    if (before === null) return null;
    const hint = 'Dump the one database that consumers use, with pg_dump --schema-only.';
    return { what: `the file goes on in a second database, ${target} after ${before}`, hint };
  }
}

function refuseEncoding(encoding: string | undefined): Refusal | null {
  if (encoding === undefined || /^(?:utf-?8|unicode|sql_ascii)$/i.test(encoding)) return null;
  return {
    what: `the file says that its encoding is ${encoding}`,
    hint: 'Save the file as UTF-8 and take the line out.',
  };
}
