import type { Location, RelationId, ResultColumn } from '@rowpact/model';
import type { AnalysedConsumer } from './found-use.js';

/** What a statement answers, and which relations it names. */
export interface StatementResult {
  readonly relations: readonly RelationId[];
  readonly columns: readonly ResultColumn[];
}

/** The results of a consumer's statements by their place, `file:line:column`; branches at one place are put together. */
export function statementResults({ scanned, analyses }: AnalysedConsumer): ReadonlyMap<string, StatementResult> {
  const results = new Map<string, StatementResult>();
  scanned.scan.statements.forEach(({ place }, index) => {
    const analysis = analyses[index];
    if (analysis?.kind !== 'analysed') return;
    const known = results.get(placeKey(place)) ?? { relations: [], columns: [] };
    const named = analysis.relations.filter(({ through }) => through.length === 0).map(({ relation }) => relation);
    results.set(placeKey(place), {
      relations: [...known.relations, ...named],
      columns: [...known.columns, ...analysis.columns],
    });
  });
  return results;
}

/** A place as a key. */
export function placeKey({ file, line, column }: Required<Location>): string {
  return `${file}:${line}:${column}`;
}
