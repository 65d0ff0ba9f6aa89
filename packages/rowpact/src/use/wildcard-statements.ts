import type { AnalysedConsumer, WildcardStatement } from './found-use.js';

/** The statements of a consumer that answer columns which they do not name, each place once. */
export function wildcardStatements({ scanned, analyses }: AnalysedConsumer): readonly WildcardStatement[] {
  return scanned.scan.statements.flatMap((statement, index) => {
    const analysis = analyses[index];
    if (analysis?.kind !== 'analysed') return [];
    return analysis.columns.some(({ wildcard }) => wildcard) ? [{ statement, analysis }] : [];
  });
}
