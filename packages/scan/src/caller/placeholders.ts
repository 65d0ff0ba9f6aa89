import { draftOf } from './draft.js';
import type { Dialect } from './library.js';
import type { Part } from './parts.js';
import { type Cut, cutOut } from './settle-values.js';
import type { Bound } from './bound.js';

/** Rewrites a library's own placeholders as parameters, names and texts; everything else stays as it is. */
export function rewritePlaceholders(parts: readonly Part[], dialect: Dialect, bound: Bound): readonly Part[] {
  switch (dialect) {
    case 'plain':
      return parts;
    case 'knex':
      return rewrite(parts, KNEX, bound.named ? 'outside quotes' : 'everywhere', knexPart(bound));
    case 'sequelize':
      return bound.values === null ? parts : rewrite(parts, SEQUELIZE, 'outside quotes', sequelizePart(bound));
    case 'pg-promise':
      return bound.values === null ? parts : rewrite(parts, PG_PROMISE, 'everywhere', promisePart(bound));
  }
}

type Replace = (match: RegExpExecArray) => readonly Part[] | null;

const KNEX = /\\\?|\?\??|(?<![:\w]):([A-Za-z_]\w*)(:(?!:))?/gu;

function knexPart(bound: Bound): Replace {
  let position = 0;
  return (match) => {
    const [written, name, colon] = match;
    if (written === '\\?') return [bound.text('?')];
    if (name !== undefined) {
      if (!bound.named || !bound.has(name)) return null;
      return colon === ':' ? bound.nameOf(name) : bound.parameter(name);
    }
    if (bound.named) return null;
    const key = position;
    position += 1;
    return written === '??' ? bound.nameOf(key) : bound.parameter(key);
  };
}

const SEQUELIZE = /\?|(?<![:\w]):([A-Za-z_]\w*)|\$([A-Za-z_]\w*)/gu;

function sequelizePart(bound: Bound): Replace {
  let position = 0;
  return (match) => {
    const [written, named, bind] = match;
    if (written === '?') {
      if (bound.named) return null;
      position += 1;
      return bound.parameter(position - 1);
    }
    const name = named ?? bind ?? '';
    return bound.has(name) ? bound.parameter(name) : null;
  };
}

const PG_PROMISE =
  /\$(?:(\d+)|\{\s*([^}]*?)\s*\}|\(\s*([^)]*?)\s*\)|<\s*([^>]*?)\s*>|\[\s*([^\]]*?)\s*\]|\/\s*([^/]*?)\s*\/)(:\w+|[~^#])?/gu;
const NAMED = /^([\w.$]+)\s*(:\w+|[~^#])?$/u;

function promisePart(bound: Bound): Replace {
  return (match) => {
    const index = match.at(1);
    const inner = [2, 3, 4, 5, 6].map((group) => match.at(group)).find((text) => text !== undefined);
    const parsed = inner === undefined ? null : NAMED.exec(inner);
    if (index === undefined && parsed === null) return null;
    const key = index === undefined ? (parsed?.at(1) ?? '') : Number(index) - 1;
    const behind = match.at(7) ?? '';
    const modifier = index === undefined ? (parsed?.at(2) ?? '') : behind;
    const rest = index === undefined ? behind : '';
    const made = formatted(bound, key, modifier);
    if (made === null || rest === '') return made;
    const [first] = made;
    return first === undefined
      ? made
      : [...made, { kind: 'text', text: rest, module: first.module, offset: first.offset, fixed: true }];
  };
}

function formatted(bound: Bound, key: string | number, modifier: string): readonly Part[] | null {
  switch (modifier) {
    case ':name':
    case '~':
    case ':alias':
      return bound.nameOf(key);
    case ':raw':
    case '^':
      return bound.raw(key);
    case '':
    case ':csv':
    case ':list':
    case ':json':
      return bound.parameter(key);
    case ':value':
    case '#':
      return bound.open(key);
    default:
      return null;
  }
}

/** Replaces what a pattern finds in the text; null leaves a match as it is. */
function rewrite(
  parts: readonly Part[],
  pattern: RegExp,
  where: 'everywhere' | 'outside quotes',
  replace: Replace,
): readonly Part[] {
  const draft = draftOf(parts);
  const quoted = draft.tokens.filter(({ kind }) => kind === 'quoted' || kind === 'open quote' || kind === 'comment');
  const cuts: Cut[] = [];
  for (const match of draft.text.matchAll(pattern)) {
    const from = match.index;
    if (where === 'outside quotes' && quoted.some(({ start, end }) => start <= from && from < end)) continue;
    const made = replace(match);
    const at = placeAt(parts, draft.starts, from);
    // What stands for a placeholder is at the placeholder; a text that goes in as it is stays where it is written.
    const by = made?.map((part): Part => (part.kind === 'text' && !part.fixed ? part : { ...part, ...at }));
    if (by !== undefined) cuts.push({ from, to: from + match[0].length, by });
  }
  return cutOut(parts, draft.starts, cuts);
}

function placeAt(parts: readonly Part[], starts: readonly number[], at: number): Pick<Part, 'module' | 'offset'> {
  const index = starts.findLastIndex((start) => start <= at);
  const part = parts[index];
  if (part === undefined) throw new TypeError('a match outside of the text');
  const isPlain = part.kind === 'text' && !part.fixed;
  return { module: part.module, offset: part.offset + (isPlain ? at - (starts[index] ?? 0) : 0) };
}
