import { partsOf, type RelationId, type SchemaState } from '@rowpact/model';
import type { ChangeKeys } from './change-keys.js';
import { wordsIn } from './words.js';

/**
 * What stands behind names: routines whose bodies mention them, and the relations that run such routines in triggers, views, rules,
 * policies and defaults. Found by words, so rather too much than too little.
 */
export class BehindNames {
  private readonly routinesByWord = new Map<string, Set<string>>();
  private readonly relationsByWord = new Map<string, Set<RelationId>>();

  constructor(states: readonly SchemaState[]) {
    for (const state of states) this.read(state);
  }

  /** The keys of a change, and those of everything behind them. */
  spread({ relations, words, everywhere }: ChangeKeys): ChangeKeys {
    const routines = this.routinesMentioning(words);
    const reached = new Set(relations);
    for (const routine of [...routines, ...words]) {
      for (const relation of this.relationsByWord.get(routine) ?? []) reached.add(relation);
    }
    const names = [...routines, ...[...reached].map((id) => partsOf(id).name)];
    return {
      relations: reached,
      words: new Set([...words, ...names.flatMap((name) => [...wordsIn(name)])]),
      everywhere,
    };
  }

  private routinesMentioning(words: ReadonlySet<string>): ReadonlySet<string> {
    const found = new Set<string>();
    const open = [...words];
    for (let word = open.pop(); word !== undefined; word = open.pop()) {
      for (const routine of this.routinesByWord.get(word) ?? []) {
        if (found.has(routine)) continue;
        found.add(routine);
        open.push(...wordsIn(routine));
      }
    }
    return found;
  }

  private read({ snapshot, details }: SchemaState): void {
    for (const { name, body } of details.routines) note(this.routinesByWord, body, name);
    for (const { relation, definition } of [...details.triggers, ...details.rules]) {
      note(this.relationsByWord, definition, relation);
    }
    for (const { relation, using, check } of details.policies) {
      note(this.relationsByWord, `${using ?? ''} ${check ?? ''}`, relation);
    }
    for (const { id, definition, columns, checks } of snapshot.relations) {
      const texts = [definition, ...columns.map(computed), ...checks.map((check) => check.definition)];
      note(this.relationsByWord, texts.filter((text) => text !== null).join(' '), id);
    }
  }
}

function computed(column: SchemaState['snapshot']['relations'][number]['columns'][number]): string | null {
  return column.default ?? column.generated?.expression ?? null;
}

function note<Noted>(index: Map<string, Set<Noted>>, text: string, noted: Noted): void {
  if (text === '') return;
  for (const word of wordsIn(text)) {
    const known = index.get(word);
    if (known) known.add(noted);
    else index.set(word, new Set([noted]));
  }
}
