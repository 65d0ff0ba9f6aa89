import { type Blind, type BlindReason, type Caller, fingerprintOf, type Place, type Statement } from '@rowpact/model';
import { attemptsOf } from './attempts.js';
import { describeHole } from './describe-hole.js';
import { draftOf, holesOf } from './draft.js';
import { beginsStatement, isUnmistakable } from './looks-like-sql.js';
import { excessOf, otherDialectIn } from './other-dialect.js';
import type { Part } from './parts.js';
import { placeWithin } from './place.js';
import { positionsOf } from './position.js';
import { placeholdersOf, renderSql } from './render.js';
import { settleValues } from './settle-values.js';
import { splitParts } from './split-parts.js';

/** What must hold for a text to be SQL that is sent. */
export type Proof =
  /** Whatever is sent there is SQL. */
  | 'certain'
  /** Fragments go there too: only what begins as a statement is one. */
  | 'statements only'
  /** Nobody knows what goes there: only what cannot be anything else is SQL. */
  | 'unmistakable only';

export interface Assembled {
  readonly statements: readonly Statement[];
  readonly blinds: readonly Blind[];
}

/** The statements of a text that was read, and what of it stays unknown. */
export function assemble(parts: readonly Part[], caller: Caller, proof: Proof): Assembled {
  const statements: Statement[] = [];
  const blinds: Blind[] = [];
  for (const each of splitParts(settleValues(parts))) {
    const found = assembleOne(each, caller, proof);
    if (found === null) continue;
    if ('reason' in found) blinds.push(found);
    else statements.push(found);
  }
  return { statements, blinds };
}

function assembleOne(parts: readonly Part[], caller: Caller, proof: Proof): Statement | Blind | null {
  const [first] = parts;
  if (first === undefined) return null;
  const sql = renderSql(parts);
  if (!isProven(parts, sql.text, proof)) return null;
  const place = placeWithin(first.module, first.offset);
  const excess = excessOf(sql.text, placeholdersOf(sql.text).size);
  if (excess !== null) return blind(place, caller, 'too large', excess, null);
  const dialect = otherDialectIn(sql.text);
  if (dialect !== null) return blind(place, caller, 'other dialect', `the text has ${dialect}`, sql.text);
  if (holesOf(parts).length > 0) return blindOf(parts, caller, place, sql.text);
  return { text: sql.text, fingerprint: fingerprintOf(sql.text), place, caller, origins: sql.origins };
}

function isProven(parts: readonly Part[], text: string, proof: Proof): boolean {
  if (proof === 'unmistakable only') return isUnmistakable(text);
  if (proof === 'certain') return true;
  // What begins with something unknown may well be a statement.
  const [first] = parts;
  return first?.kind === 'hole' ? parts.length > 1 || !first.splice : beginsStatement(text);
}

function blindOf(parts: readonly Part[], caller: Caller, place: Place, text: string): Blind {
  const positions = positionsOf(draftOf(parts));
  const [hole] = holesOf(parts);
  if (hole === undefined) throw new TypeError('a blind without a hole');
  const isWhole = parts.every((part) => part.kind === 'hole' || (part.kind === 'text' && part.text.trim() === ''));
  const position = hole.sample === null ? (positions.get(parts.indexOf(hole))?.position ?? 'clause') : 'clause';
  const detail = describeHole(hole, isWhole ? null : position);
  const builtByCode = holesOf(parts).some(({ why }) => why === 'built by code');
  const reason: BlindReason = builtByCode ? 'built by code' : isWhole ? 'dynamic text' : 'dynamic fragment';
  const known = isWhole ? null : text;
  return {
    place,
    caller,
    reason,
    detail,
    text: known,
    attempts: isWhole && hole.sample === null ? [] : attemptsOf(parts),
  };
}

function blind(place: Place, caller: Caller, reason: BlindReason, detail: string, text: string | null): Blind {
  return { place, caller, reason, detail, text, attempts: [] };
}
