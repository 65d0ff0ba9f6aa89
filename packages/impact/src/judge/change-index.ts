import type { Change, RecordedStatement, RelationAccess, RelationId, SchemaState } from '@rowpact/model';
import type { ImpactQuestion } from '../question.js';
import { BehindNames } from './behind-names.js';
import { ownKeys } from './change-keys.js';
import { wordsIn } from './words.js';

/**
 * Which changes may touch which statement: by the relations it uses, by the words in its text (a cast to a type, a function's name,
 * a label, a name in a string), and by what stands behind them. It may say too much, never too little.
 */
export class ChangeIndex {
  private readonly byRelation = new Map<RelationId, number[]>();
  private readonly byWord = new Map<string, number[]>();
  private readonly everywhere: number[] = [];

  constructor(
    private readonly changes: readonly Change[],
    states: readonly SchemaState[],
  ) {
    const behind = new BehindNames(states);
    for (const [index, change] of changes.entries()) {
      const { relations, words, everywhere } = behind.spread(ownKeys(change, states));
      if (everywhere) this.everywhere.push(index);
      for (const relation of relations) push(this.byRelation, relation, index);
      for (const word of words) push(this.byWord, word, index);
    }
  }

  /** The changes that may touch a text that uses these relations, in their own order. */
  touching(text: string, accesses: readonly RelationAccess[]): readonly Change[] {
    const found = new Set(this.everywhere);
    for (const { relation, through } of accesses) {
      for (const id of [relation, ...through]) for (const index of this.byRelation.get(id) ?? []) found.add(index);
    }
    for (const word of wordsIn(text)) for (const index of this.byWord.get(word) ?? []) found.add(index);
    return [...found].sort((left, right) => left - right).flatMap((index) => this.changes[index] ?? []);
  }

  /** Whether PostgreSQL has to be asked about a statement at all. */
  mayTouch({ text, access }: Pick<RecordedStatement, 'text' | 'access'>): boolean {
    return this.touching(text, access).length > 0;
  }
}

const indexes = new WeakMap<ImpactQuestion, ChangeIndex>();

/** The index of a question's changes, made once. */
export function changeIndexOf(question: ImpactQuestion): ChangeIndex {
  const known = indexes.get(question) ?? new ChangeIndex(question.changes, [question.before, question.after]);
  indexes.set(question, known);
  return known;
}

function push<Key>(index: Map<Key, number[]>, key: Key, value: number): void {
  const known = index.get(key);
  if (known) known.push(value);
  else index.set(key, [value]);
}
