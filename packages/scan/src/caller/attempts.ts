import type { SqlText } from '@rowpact/model';
import { draftOf, type Draft } from './draft.js';
import { parameterAt, textAt, type HolePart, type Part } from './parts.js';
import { positionsOf, type Placed } from './position.js';
import { renderSql } from './render.js';
import { settleValues, slice } from './settle-values.js';
import { withoutTheUnknown } from './without-unknown.js';

const MAX_ATTEMPTS = 4;

/** Texts worth analysing instead of one with holes, best first; none where nothing could come of it. */
export function attemptsOf(parts: readonly Part[]): readonly SqlText[] {
  const draft = draftOf(parts);
  const positions = positionsOf(draft);
  const options = parts.map((part, index) =>
    part.kind === 'hole' ? optionsOf(part, positions.get(index), draft) : [],
  );
  const most = Math.max(...options.map(({ length }) => length));
  const texts: SqlText[] = [];
  for (let rank = 0; rank < Math.min(most, MAX_ATTEMPTS); rank += 1) {
    const filled = fill(parts, options, rank, draft);
    if (filled === null) break;
    const sql = renderSql(filled);
    if (sql.text.trim() !== '' && !texts.some(({ text }) => text === sql.text)) texts.push(sql);
  }
  const reduced = texts.length === 0 ? withoutTheUnknown(parts, draft, positions) : null;
  return reduced === null ? texts : [renderSql(reduced)];
}

/** What to put in the place of a hole, and how much of what stands around it goes away with it. */
interface Option {
  readonly by: readonly Part[];
  /** Characters of the draft before and behind the hole. */
  readonly before: number;
  readonly after: number;
}

function optionsOf(hole: HolePart, placed: Placed | undefined, draft: Draft): readonly Option[] {
  const sample: readonly Option[] = hole.sample === null ? [] : [{ by: oneRound(hole.sample), before: 0, after: 0 }];
  if (placed === undefined) return sample;
  const nothing: Option = { by: [], before: 0, after: 0 };
  const parameter: Option = { ...nothing, by: [parameterAt(hole.expression, hole.module)] };
  const always: Option = { ...nothing, by: [textAt('TRUE', hole.expression, hole.module)] };
  switch (placed.position) {
    case 'condition':
      return [...sample, always];
    case 'value':
    case 'operand':
      return [...sample, parameter];
    case 'item':
      return [...sample, parameter, ...withoutComma(placed, draft)];
    case 'clause':
      return [...sample, nothing];
    case 'in string':
    case 'in typed literal':
    case 'in comment':
      return [nothing];
    case 'name':
      return hole.sample === null ? withoutDot(placed, draft) : [...sample, nothing];
    case 'table':
    case 'column list':
    case 'assignment':
      return sample;
  }
}

/** `${schema}.players` without the schema. */
function withoutDot({ token, index }: Placed, draft: Draft): readonly Option[] {
  const next = draft.tokens[index + 1];
  const isQualifier = next?.start === token.end && next.text.startsWith('.');
  return isQualifier ? [{ by: [], before: 0, after: 1 }] : [];
}

/** A list without the item that is not known. */
function withoutComma({ token }: Placed, draft: Draft): readonly Option[] {
  const before = /,\s*$/u.exec(draft.text.slice(0, token.start))?.[0].length ?? 0;
  const after = before > 0 ? 0 : (/^\s*,/u.exec(draft.text.slice(token.end))?.[0].length ?? 0);
  return before + after > 0 ? [{ by: [], before, after }] : [];
}

/** What a loop adds in one round, its own holes as parameters. */
function oneRound(sample: readonly Part[]): readonly Part[] {
  return settleValues(sample).map((part) => (part.kind === 'hole' ? parameterAt(part.expression, part.module) : part));
}

/** @returns null where a hole has nothing that could be put in its place. */
function fill(
  parts: readonly Part[],
  options: readonly (readonly Option[])[],
  rank: number,
  draft: Draft,
): readonly Part[] | null {
  const chosen = options.map((each) => each[Math.min(rank, each.length - 1)]);
  if (parts.some((part, index) => part.kind === 'hole' && chosen[index] === undefined)) return null;
  const cut = (from: number, to: number): readonly [number, number] => {
    let [start, end] = [from, to];
    chosen.forEach((option, index) => {
      if (option === undefined) return;
      const at = draft.starts[index] ?? 0;
      if (option.before > 0 && end <= at && end > at - option.before) end = Math.max(start, at - option.before);
      if (option.after > 0 && start >= at + 1 && start < at + 1 + option.after)
        start = Math.min(end, at + 1 + option.after);
    });
    return [start, end];
  };
  return parts.flatMap((part, index) => {
    if (part.kind === 'hole') return chosen[index]?.by ?? [];
    if (part.kind === 'parameter') return [part];
    const start = draft.starts[index] ?? 0;
    const [from, to] = cut(start, start + part.text.length);
    return slice(part, from - start, to - start);
  });
}
