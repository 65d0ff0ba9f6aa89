import { join, posix } from 'node:path';
import {
  type AnalysedStatement,
  type Finding,
  moduleBeside,
  type SentText,
  type Statement,
  type StatementAnalysis,
} from '@rowpact/model';
import type { StatementText } from '@rowpact/codegen';
import type { RegisteredContract } from '@rowpact/registry';
import type { PlannedChange } from '../plan.js';
import { analyseConsumers } from '../use/analyse-consumers.js';
import { isAboutForeign } from '../use/foreign.js';
import { relationsElsewhere } from '../use/other-databases.js';
import { refusedFinding } from '../use/scan-findings.js';
import { rememberedProblems } from './remembered-problems.js';
import { judgeQueries } from './judge-queries.js';
import { isFirstOfFolder, queryModules } from './query-modules.js';
import { placeOf, type SentTexts, sentTexts } from './sent-texts.js';
import type { StatementContext } from './statement-context.js';
import { twiceNamed } from './twice-named.js';
import { type Refusal, whyRefused } from './why-refused.js';

/** The modules of statements of one producer's consumers, and what a person should know of them. */
export interface StatementModules {
  readonly changes: readonly PlannedChange[];
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

/** Works out the modules of statements of every consumer whose contract asks for them; the others are left alone. */
export async function statementModules(
  entries: readonly RegisteredContract[],
  context: StatementContext,
): Promise<StatementModules> {
  const wanted = entries.filter(({ contract }) => contract.generate?.statements === true);
  if (wanted.length === 0) return { changes: [], findings: [], notes: [] };
  const { registry, schema, options } = context;
  const sent: SentTexts[] = [];
  for (const entry of wanted) sent.push(await sentTexts(registry, entry, options));
  const scanned = wanted.map((entry, index) => {
    const scan = sentOf(sent, index).scan;
    return { entry, folder: join(registry.root, entry.contract.source), scan: { ...scan, blinds: [] } };
  });
  const { consumers, notes } = await analyseConsumers(scanned, schema, options);
  const modules: StatementModules[] = [];
  for (const [index, { scanned: one, analyses }] of consumers.entries())
    modules.push(await statementModule(one.entry, sentOf(sent, index), analyses, context));
  return {
    changes: modules.flatMap(({ changes }) => changes),
    findings: modules.flatMap(({ findings }) => findings),
    notes: [...notes, ...modules.flatMap((one) => one.notes)],
  };
}

function sentOf(sent: readonly SentTexts[], index: number): SentTexts {
  const one = sent[index];
  if (one === undefined) throw new TypeError(`no texts of consumer ${index}`);
  return one;
}

async function statementModule(
  entry: RegisteredContract,
  { scan, isOwn, queries }: SentTexts,
  analyses: readonly StatementAnalysis[],
  context: StatementContext,
): Promise<StatementModules> {
  const { registry, schema, announced, options } = context;
  const { contract } = entry;
  const { consumer, source, generate } = contract;
  const path = posix.join(source, moduleBeside(generate?.file ?? '', 'statements'));
  const elsewhere = await relationsElsewhere(registry, entry);
  const known = new Map(
    scan.statements.map((statement, index) => [statement.text, { statement, analysis: analyses[index] }]),
  );
  const judged: Judged[] = [];
  const refusals = new Map<string, Refusal>();
  for (const sents of byText(scan.texts)) {
    const [first] = sents;
    if (first === undefined) continue;
    const found = first.statement === null ? undefined : known.get(first.statement);
    if (found?.analysis === undefined) judged.push({ text: first.text, kind: 'any' });
    else if (found.analysis.kind === 'analysed')
      judged.push({ text: first.text, kind: 'typed', sents, statement: found.statement, analysis: found.analysis });
    else {
      const own = sents.filter(isOwn);
      // A statement about the database of another producer stands in the module of that one.
      if (isAboutForeign(found.analysis, { foreign: [] }, elsewhere)) continue;
      const isForeign = isAboutForeign(found.analysis, contract.scan, elsewhere);
      if (isForeign || own.length === 0 || found.analysis.sqlstate.startsWith('54'))
        judged.push({ text: first.text, kind: 'any' });
      else {
        refusals.set(found.statement.text, { statement: found.statement, refused: found.analysis });
        judged.push({ text: first.text, kind: 'refused', sents: own, statement: found.statement });
      }
    }
  }
  const files = judgeQueries(queries, {
    contract,
    known: new Map(scan.statements.map((one, index) => [placeOf(one), { statement: one, analysis: analyses[index] }])),
    elsewhere,
    takesAnybodys: isFirstOfFolder(registry, entry),
  });
  for (const { verdict } of files.files.flatMap((file) => file.queries))
    if (verdict.kind === 'refused') refusals.set(verdict.refusal.statement.text, verdict.refusal);
  const before =
    options.fromSnapshot === true ? await rememberedProblems(join(registry.root, path)) : new Map<string, string>();
  const words = await whyRefused([...refusals.values()], { ...context, entry });
  const texts = judged.map((one) => typedText(one, (text) => before.get(one.text) ?? words.get(text) ?? ''));
  const { generateStatements } = await import('@rowpact/codegen');
  const content = generateStatements(
    contract,
    schema.snapshot,
    announced,
    texts,
    generate?.driver === 'pg' && scan.texts.some(({ throughPg }) => throughPg),
  );
  const beside = await queryModules(entry, files.files, scan, (text) => words.get(text) ?? '', context);
  return {
    changes: [{ path, content, producer: contract.producer, consumer, within: source }, ...beside.changes],
    findings: [...refusals.values()].map(({ statement, refused }) => refusedFinding(statement, refused, contract)),
    notes: [...judged.flatMap((one) => twiceNamedIn(one, source)), ...files.notes, ...beside.notes],
  };
}

/** One text, and what is known of it. */
type Judged =
  | { readonly kind: 'any'; readonly text: string }
  | {
      readonly kind: 'typed';
      readonly text: string;
      readonly sents: readonly SentText[];
      readonly statement: Statement;
      readonly analysis: AnalysedStatement;
    }
  | {
      readonly kind: 'refused';
      readonly text: string;
      readonly sents: readonly SentText[];
      readonly statement: Statement;
    };

function typedText(judged: Judged, wordsOf: (statement: string) => string): StatementText {
  switch (judged.kind) {
    case 'any':
      return { text: judged.text, verdict: { kind: 'any' } };
    case 'typed':
      return { text: judged.text, verdict: { kind: 'typed', statement: judged.analysis } };
    case 'refused': {
      const unseenAt = judged.sents.filter(({ awaited }) => !awaited).map(({ place }) => place);
      return {
        text: judged.text,
        verdict: { kind: 'refused', message: wordsOf(judged.statement.text), unseenAt },
      };
    }
  }
}

function byText(texts: readonly SentText[]): readonly (readonly SentText[])[] {
  const groups = new Map<string, SentText[]>();
  for (const sent of texts) groups.set(sent.text, [...(groups.get(sent.text) ?? []), sent]);
  return [...groups.values()];
}

function twiceNamedIn(judged: Judged, source: string): readonly string[] {
  const [first] = judged.kind === 'typed' ? judged.sents : [];
  return judged.kind === 'typed' && first !== undefined ? twiceNamed(judged.analysis.columns, first.place, source) : [];
}
