import { analyseStatements, type EmbeddedDatabase } from '@rowpact/postgres';
import type { Sample, Subject } from '../measure/interleaved.js';
import { ASKING } from '../results/goals.js';

/** Our analysis of all statements, and nothing but their PREPARE and DEALLOCATE, in one engine that has the schema. */
export function embeddedAsking(database: EmbeddedDatabase, statements: readonly string[]): readonly Subject[] {
  return [
    askingSubject(ASKING.ours, statements.length, () => analyseAll(database, statements)),
    askingSubject(ASKING.prepare, statements.length, () => prepareAll(database, statements)),
  ];
}

/** Something that asks about so many statements in a warm process; what it refuses would be quick, so that ends the run. */
export function askingSubject(
  title: string,
  statements: number,
  ask: () => Promise<number>,
  prepare?: () => Promise<void>,
): Subject {
  return {
    ...{ id: title, title, items: statements },
    prepare: async () => {
      await prepare?.();
      // What the one before left behind is not charged to this one (the worker runs with --expose-gc).
      globalThis.gc?.();
    },
    run: async (): Promise<Sample> => {
      const start = performance.now();
      const answered = await ask();
      const wall = performance.now() - start;
      if (answered !== statements) throw new Error(`${title} answered ${answered} of ${statements}`);
      return { wall, cpu: null, peak: null };
    },
  };
}

/** How many of the statements our analysis answers. */
export async function analyseAll(database: EmbeddedDatabase, statements: readonly string[]): Promise<number> {
  const answers = await analyseStatements(
    database,
    statements.map((text) => ({ text })),
  );
  return answers.filter(({ kind }) => kind === 'analysed').length;
}

/** One message for each, as a client would send them; a refusal is thrown. */
async function prepareAll(database: EmbeddedDatabase, statements: readonly string[]): Promise<number> {
  // A statement may end in a comment.
  for (const text of statements) await database.exec(`PREPARE bench AS ${text}\n; DEALLOCATE bench`);
  return statements.length;
}
