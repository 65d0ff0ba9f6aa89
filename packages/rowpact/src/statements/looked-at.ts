import { join } from 'node:path';
import type {
  AnalysedStatement,
  FileQuery,
  RefusedStatement,
  RelationId,
  Statement,
  StatementAnalysis,
} from '@rowpact/model';
import type { RegisteredContract, Registry } from '@rowpact/registry';
import type { RowpactOptions } from '../options.js';
import type { ProducerSchema } from '../producer-schema.js';
import { analyseConsumers } from '../use/analyse-consumers.js';
import { isAboutForeign } from '../use/foreign.js';
import { relationsElsewhere } from '../use/other-databases.js';
import { placeOf, type SentTexts, sentTexts } from './sent-texts.js';

/** One consumer's source, and what PostgreSQL says of its statements. */
export interface LookedAt {
  readonly entry: RegisteredContract;
  readonly sent: SentTexts;
  /**
   * @param statement its text as in `scan.statements`; null for one that could not be read
   * @param isOwn whether it stands in code that the contract has scanned: nobody is held to what stands elsewhere
   */
  readonly verdictOf: (statement: string | null, isOwn: boolean) => StatementVerdict;
  readonly verdictAt: (query: FileQuery) => StatementVerdict;
  /** What other databases of this consumer have. */
  readonly elsewhere: ReadonlySet<RelationId>;
}

/** What is known of a statement. */
export type StatementVerdict =
  | { readonly kind: 'any' }
  | { readonly kind: 'typed'; readonly statement: Statement; readonly analysis: AnalysedStatement }
  | { readonly kind: 'refused'; readonly statement: Statement; readonly refused: RefusedStatement }
  /** It is about the database of another producer, in whose module it stands. */
  | { readonly kind: 'elsewhere' };

/** Scans consumers and asks PostgreSQL about all that they send, in one pass. */
export async function lookAtStatements(
  entries: readonly RegisteredContract[],
  registry: Registry,
  schema: ProducerSchema,
  options: RowpactOptions,
): Promise<{ readonly looked: readonly LookedAt[]; readonly notes: readonly string[] }> {
  const sent: SentTexts[] = [];
  for (const entry of entries) sent.push(await sentTexts(registry, entry, options));
  const scanned = entries.map((entry, index) => {
    const { scan } = sentOf(sent, index);
    return { entry, folder: join(registry.root, entry.contract.source), scan: { ...scan, blinds: [] } };
  });
  const { consumers, notes } = await analyseConsumers(scanned, schema, options);
  const looked: LookedAt[] = [];
  for (const [index, { scanned: one, analyses }] of consumers.entries())
    looked.push(await lookedAt(one.entry, sentOf(sent, index), analyses, registry));
  return { looked, notes };
}

function sentOf(sent: readonly SentTexts[], index: number): SentTexts {
  const one = sent[index];
  if (one === undefined) throw new TypeError(`no texts of consumer ${index}`);
  return one;
}

async function lookedAt(
  entry: RegisteredContract,
  sent: SentTexts,
  analyses: readonly StatementAnalysis[],
  registry: Registry,
): Promise<LookedAt> {
  const elsewhere = await relationsElsewhere(registry, entry);
  const known = sent.scan.statements.map((statement, index) => ({ statement, analysis: analyses[index] }));
  const byText = new Map(known.map((one) => [one.statement.text, one]));
  const byPlace = new Map(known.map((one) => [placeOf(one.statement), one]));
  const judge = (found: (typeof known)[number] | undefined, isOwn: boolean): StatementVerdict => {
    if (found?.analysis === undefined) return { kind: 'any' };
    const { statement, analysis } = found;
    if (analysis.kind === 'analysed') return { kind: 'typed', statement, analysis };
    if (isAboutForeign(analysis, { foreign: [] }, elsewhere)) return { kind: 'elsewhere' };
    const isForeign = isAboutForeign(analysis, entry.contract.scan, elsewhere);
    // 54 are limits of the server: how deep, how many.
    if (isForeign || !isOwn || analysis.sqlstate.startsWith('54')) return { kind: 'any' };
    return { kind: 'refused', statement, refused: analysis };
  };
  const verdictOf: LookedAt['verdictOf'] = (text, isOwn) => judge(text === null ? undefined : byText.get(text), isOwn);
  // The contract's own files are all that there are queries of.
  const verdictAt: LookedAt['verdictAt'] = (query) => judge(byPlace.get(placeOf(query)), true);
  return { entry, sent, verdictOf, verdictAt, elsewhere };
}
