import { join, posix } from 'node:path';
import {
  type AnalysedStatement,
  type Finding,
  type RefusedStatement,
  type SentText,
  type Statement,
} from '@rowpact/model';
import type { StatementText } from '@rowpact/codegen';
import type { RegisteredContract } from '@rowpact/registry';
import type { ScannedPath } from '@rowpact/scan';
import type { PlannedChange } from '../plan.js';
import { refusedFinding } from '../use/scan-findings.js';
import { callsForTypes, unknownRows } from './calls-for-types.js';
import { judgeQueries, type JudgedFiles } from './judge-queries.js';
import { judgedCalls, type JudgedCall, statementsFile } from './judged-calls.js';
import { lookAtStatements, type LookedAt } from './looked-at.js';
import { type PlaceOfCall, placesOfCalls } from './places-of-calls.js';
import { isFirstOfFolder, queryModules } from './query-modules.js';
import { NO_PROBLEMS, rememberedProblems } from './remembered-problems.js';
import type { StatementContext } from './statement-context.js';
import { twiceNamed } from './twice-named.js';
import { type Refusal, whyRefused } from './why-refused.js';

/** The modules of statements of one producer's consumers, and what a person should know of them. */
export interface StatementModules {
  readonly changes: readonly PlannedChange[];
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  /** What they were made from, besides the registry and the schema. */
  readonly scanned: readonly ScannedPath[];
  /** By consumer: where each sends what. */
  readonly calls: ReadonlyMap<string, readonly PlaceOfCall[]>;
}

/** Works out the modules of statements of every consumer whose contract asks for them; the others are left alone. */
export async function statementModules(
  entries: readonly RegisteredContract[],
  context: StatementContext,
): Promise<StatementModules> {
  const wanted = entries.filter(({ contract }) => contract.generate?.statements === true);
  if (wanted.length === 0) return { changes: [], findings: [], notes: [], scanned: [], calls: new Map() };
  const { registry, schema, options } = context;
  const { looked, notes } = await lookAtStatements(wanted, registry, schema, options);
  const modules: StatementModule[] = [];
  for (const one of looked) modules.push(await statementModule(one, context));
  return {
    changes: modules.flatMap(({ changes }) => changes),
    findings: modules.flatMap(({ findings }) => findings),
    notes: [...notes, ...modules.flatMap((one) => one.notes)],
    scanned: looked.flatMap(({ sent }) => sent.scanned),
    calls: new Map(looked.map((one) => [one.entry.contract.consumer, placesOfCalls(one)])),
  };
}

type StatementModule = Omit<StatementModules, 'scanned' | 'calls'>;

async function statementModule(looked: LookedAt, context: StatementContext): Promise<StatementModule> {
  const { registry, schema, announced, options } = context;
  const { entry } = looked;
  const { contract } = entry;
  const { consumer, source, generate } = contract;
  const { generateStatements, isNameOfStatements } = await import('@rowpact/codegen');
  const path = posix.join(source, statementsFile(generate?.file ?? ''));
  const judged = judgedTexts(looked);
  const calls = judgedCalls(looked, isNameOfStatements);
  const files = judgeQueries(looked, isFirstOfFolder(registry, entry));
  const refusals = refusalsOf(judged, calls, files);
  const before = options.fromSnapshot === true ? await rememberedProblems(join(registry.root, path)) : NO_PROBLEMS;
  const words = await whyRefused(refusals, { ...context, entry });
  const texts = judged.map((one) => typedText(one, (text) => before.ofText.get(one.text) ?? words.get(text) ?? ''));
  const content = generateStatements(
    contract,
    schema.snapshot,
    announced,
    texts,
    generate?.driver === 'pg' && looked.sent.scan.texts.some(({ throughPg }) => throughPg),
    callsForTypes(calls, ({ file, line }, text) => before.ofPlace.get(`${file}:${line}`) ?? words.get(text) ?? ''),
  );
  const beside = await queryModules(entry, files.files, looked.sent.scan, (text) => words.get(text) ?? '', context);
  return {
    changes: [{ path, content, producer: contract.producer, consumer, within: source }, ...beside.changes],
    findings: refusals.map(({ statement, refused }) => refusedFinding(statement, refused, contract)),
    notes: [
      ...judged.flatMap((one) => twiceNamedIn(one, source)),
      ...unknownRows(calls, source),
      ...files.notes,
      ...beside.notes,
    ],
  };
}

/** Each text once, but for those about the database of another producer: they stand in the module of that one. */
function judgedTexts({ sent, verdictOf }: LookedAt): readonly Judged[] {
  return byText(sent.scan.texts).flatMap((all): readonly Judged[] => {
    const [first] = all;
    if (first === undefined) return [];
    const { text } = first;
    const own = all.filter(sent.isOwn);
    const verdict = verdictOf(first.statement, own.length > 0);
    switch (verdict.kind) {
      case 'elsewhere':
        return [];
      case 'any':
        return [{ kind: 'any', text }];
      case 'typed':
        return [{ ...verdict, text, sents: all }];
      case 'refused':
        return [{ ...verdict, text, sents: own }];
    }
  });
}

function refusalsOf(
  judged: readonly Judged[],
  calls: readonly JudgedCall[],
  { files }: JudgedFiles,
): readonly Refusal[] {
  const queries = files.flatMap((file) => file.queries);
  const all = [...judged, ...calls.map(({ verdict }) => verdict), ...queries.map(({ verdict }) => verdict)];
  const refusals = new Map<string, Refusal>();
  for (const one of all)
    if (one.kind === 'refused') refusals.set(one.statement.text, { statement: one.statement, refused: one.refused });
  return [...refusals.values()];
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
      readonly refused: RefusedStatement;
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
