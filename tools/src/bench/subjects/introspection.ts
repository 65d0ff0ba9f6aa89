import { introspect } from '@rowpact/postgres';
import type { Sample, Subject } from '../measure/interleaved.js';
import { ALL_COLUMNS, DOCUMENTED_COLUMNS } from './catalog-query.js';
import type { Engine } from './engines.js';

/** What every introspection has to have found, so that nothing is measured that did not look. */
export interface Expected {
  readonly relations: number;
  readonly columns: number;
}

/** Our introspection, the single queries it is held against, and the peer's, on one database. Ids end with the engine's name. */
export function introspectionSubjects(engine: Engine, name: string, expected: Expected): readonly Subject[] {
  return [
    timed(`catalog query, ${name}`, expected.columns, async () => (await engine.query(ALL_COLUMNS)).length),
    timed(
      `documented catalog query, ${name}`,
      expected.columns,
      async () => (await engine.query(DOCUMENTED_COLUMNS)).length,
    ),
    timed(`rowpact introspect, ${name}`, expected.relations, async () => {
      const snapshot = await introspect(engine.query);
      return snapshot.relations.length;
    }),
    // Only its reader of the catalog is measured: the connection stays open, as it does for the other two.
    timed(`kysely-codegen introspect, ${name}`, expected.relations, () => engine.peer.introspect()),
  ];
}

function timed(title: string, expected: number, work: () => Promise<number>): Subject {
  return {
    id: title,
    title,
    // What the one before left behind is not charged to this one (the worker runs with --expose-gc).
    prepare: () => Promise.resolve(globalThis.gc?.()),
    run: async (): Promise<Sample> => {
      const start = performance.now();
      const found = await work();
      const wall = performance.now() - start;
      if (found !== expected) throw new Error(`${title} found ${found} of ${expected}`);
      return { wall, cpu: null, peak: null };
    },
  };
}
