import { fingerprintOf, type Blind, type SqlText, type Statement } from '@rowpact/model';
import { compileQuery, compileUpdateAsSelect } from './compile.js';
import { originsOf } from './identifier-origins.js';
import type { Emission, Machine } from './machine.js';
import { isMadeElsewhere } from './made-elsewhere.js';
import { placeOf } from './places.js';
import { queryNodeOf } from './query-shape.js';
import type { Note, Trace } from './trace.js';
import type { Spot } from './unknown.js';

/** What one chain comes to. */
export type ChainFinding =
  { readonly kind: 'statement'; readonly statement: Statement } | { readonly kind: 'blind'; readonly blind: Blind };

/** The statement of a chain, or the blind where something about it could not be read. */
export function findingOf({ chain, note }: Emission, machine: Machine): ChainFinding | null {
  const trace = machine.traces.of(chain);
  const { root } = trace;
  if (root === null || root.module !== machine.module || isMadeElsewhere(chain, trace, machine)) return null;
  const notes = note === undefined ? trace.notes : [...trace.notes, note];
  const compiled = compileAs(chain, trace, machine);
  const unfinished = trace.attempt === 'select' ? null : unfinishedNote(chain);
  const all = unfinished === null ? notes : [...notes, unfinished];
  if (all.length === 0 && compiled !== null && trace.attempt !== 'nothing') {
    const { text, origins } = sqlTextOf(compiled, trace);
    const statement = {
      text,
      fingerprint: fingerprintOf(text),
      place: placeOf(root),
      caller: 'kysely' as const,
      origins,
    };
    return { kind: 'statement', statement };
  }
  return { kind: 'blind', blind: blindOf(compiled, trace, all) };
}

function sqlTextOf(text: string, { root, literals }: Trace): SqlText {
  if (root === null) throw new TypeError('a chain without a beginning');
  return { text, origins: originsOf(text, root, literals) };
}

function compileAs(chain: object, trace: Trace, { library }: Machine): string | null {
  try {
    if (needsSelect(chain)) return compileUpdateAsSelect(chain, library);
    if (trace.attempt === 'nothing' || !isBareInsert(chain)) return compileQuery(chain, library);
    return compileQuery((chain as { readonly defaultValues: () => object }).defaultValues(), library); // an INSERT has it
  } catch {
    return null;
  }
}

function blindOf(compiled: string | null, trace: Trace, notes: readonly Note[]): Blind {
  const { root } = trace;
  if (root === null) throw new TypeError('a chain without a beginning');
  const [first] = notes;
  const foreign = notes.find(({ reason }) => reason === 'other dialect');
  const useful = compiled !== null && trace.attempt !== 'nothing' && foreign === undefined;
  return {
    place: placeOf(root),
    caller: 'kysely',
    reason: foreign?.reason ?? first?.reason ?? 'built by code',
    detail: notes.map(({ detail }) => detail).join('; '),
    text: compiled,
    attempts: useful ? [sqlTextOf(compiled, trace)] : [],
  };
}

/** A chain without the call that would make it a statement. */
function unfinishedNote(chain: object): Note | null {
  if (isBareInsert(chain))
    return { reason: 'built by code', detail: 'which columns are inserted is decided elsewhere' };
  return needsSelect(chain)
    ? { reason: 'built by code', detail: 'which columns are updated is decided elsewhere' }
    : null;
}

/** A chain that nobody is seen to execute: a SELECT that asks for nothing yet is finished by whoever gets it. */
export function leftAlone(chain: object, site: Spot): Emission {
  const node = queryNodeOf(chain);
  const asksForNothing =
    node?.kind === 'SelectQueryNode' && (node.selections ?? []).length === 0 && node.setOperations === undefined;
  if (!asksForNothing) return { chain, site };
  return { chain, site, note: { reason: 'built by code', detail: 'which columns are selected is decided elsewhere' } };
}

function isBareInsert(chain: object): boolean {
  const node = queryNodeOf(chain);
  return node?.kind === 'InsertQueryNode' && node.values === undefined && node.defaultValues !== true;
}

function needsSelect(chain: object): boolean {
  const node = queryNodeOf(chain);
  return node?.kind === 'UpdateQueryNode' && (node.updates ?? []).length === 0;
}
