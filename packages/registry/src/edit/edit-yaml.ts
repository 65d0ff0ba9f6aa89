import { canonicalJson } from '@rowpact/model';
import type { Document } from 'yaml';
import { printPath, valueAt, type DocumentPath } from '../document/document-path.js';
import { loadYaml } from '../document/load-yaml.js';
import { toPlainValue } from '../document/plain-value.js';
import { PARSE_OPTIONS } from '../document/parsed-yaml.js';
import { expandEdit } from './expand-edit.js';
import { indentationOf, planEdit } from './plan-edit.js';
import { applySplices, overlap } from './splice.js';
import { YamlEditError, type EditStep, type YamlEdit } from './yaml-edit.js';

/**
 * Makes edits to a YAML text one after the other. Everything that is not edited stays byte for byte as it is: comments,
 * order, blank lines, quotes, indentation, line breaks. What was asked is compared with what the new text says.
 * @throws YamlEditError where the text is no YAML that the registry takes, or an edit cannot be made
 */
export function editYaml(text: string, edits: readonly YamlEdit[]): string {
  if (edits.length === 0) return text;
  return edits.reduce(applyEdit, open(text)).text;
}

interface Opened {
  readonly text: string;
  readonly document: Document.Parsed;
  readonly value: unknown;
}

/** Steps in different parts of the document are made to one parse of it; where that goes wrong, one after the other. */
function applyEdit(before: Opened, edit: YamlEdit): Opened {
  if (edit.path.length === 0) throw new YamlEditError('an edit needs the path of an entry');
  const wanted = canonicalJson(change(before.value, edit.path, edit));
  const rounds = expandEdit(edit, valueAt(before.value, edit.path));
  if (rounds.every((round) => round.length === 0)) return before;
  const together = rounds.some((round) => round.length > 1) ? attempt(before, rounds) : null;
  if (together !== null && canonicalJson(together.value) === wanted) return together;
  const after = applyRounds(
    before,
    rounds.flat().map((step) => [step]),
  );
  if (after === null || canonicalJson(after.value) !== wanted)
    throw new YamlEditError(`${printPath(edit.path)}: this edit cannot be made to the text as it is written`);
  return after;
}

/** Null where steps that were taken to be independent are not: they left no YAML behind. */
function attempt(before: Opened, rounds: readonly (readonly EditStep[])[]): Opened | null {
  try {
    return applyRounds(before, rounds);
  } catch (error) {
    if (error instanceof YamlEditError) return null;
    throw error;
  }
}

/** Null where two steps of one round change the same text. */
function applyRounds(before: Opened, rounds: readonly (readonly EditStep[])[]): Opened | null {
  let opened = before;
  for (const round of rounds) {
    const { text, document } = opened;
    const indentation = indentationOf(text, document);
    const splices = round.flatMap((step) => planEdit(text, document, step, indentation));
    if (overlap(splices)) return null;
    if (splices.length > 0) opened = open(applySplices(text, splices));
  }
  return opened;
}

function open(text: string): Opened {
  const document = loadYaml().parseDocument(text, { ...PARSE_OPTIONS, keepSourceTokens: true });
  const { value, problems } = toPlainValue(document.contents);
  const [error] = [...document.errors, ...document.warnings, ...problems];
  if (error) throw new YamlEditError(`a text with mistakes cannot be edited: ${error.message}`);
  return { text, document, value };
}

/** The value as it must be after the edit, worked out without the text. */
function change(value: unknown, [step, ...rest]: DocumentPath, edit: YamlEdit): unknown {
  if (step === undefined) return changedWhole(value, edit);
  if (Array.isArray(value) || (value === null && typeof step === 'number')) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    const index = Number(step);
    const inner = change(list[index], rest, edit);
    const removed = rest.length === 0 && 'remove' in edit;
    return [...list.slice(0, index), ...(removed ? [] : [inner]), ...list.slice(index + 1)];
  }
  const map = asMap(value);
  const own = Object.hasOwn(map, step) ? map[step] : null;
  const others = Object.entries(map).filter(([key]) => key !== String(step));
  const removed = rest.length === 0 && 'remove' in edit;
  return Object.fromEntries(removed ? others : [...others, [String(step), change(own, rest, edit)]]);
}

function changedWhole(value: unknown, edit: YamlEdit): unknown {
  if ('set' in edit) return edit.set;
  if ('remove' in edit) return undefined;
  const gone = new Set(edit.drop);
  return Object.fromEntries(Object.entries(asMap(value)).filter(([key]) => !gone.has(key)));
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}; // no list: a map
}
