import { join, posix } from 'node:path';
import {
  type AnalysedStatement,
  type Deprecation,
  type Finding,
  type RefusedStatement,
  type SentText,
  type Statement,
} from '@rowpact/model';
import type { StatementText } from '@rowpact/codegen';
import type { RegisteredContract, RegisteredProducer, Registry } from '@rowpact/registry';
import type { RowpactOptions } from '../options.js';
import type { PlannedChange } from '../plan.js';
import type { ProducerSchema } from '../producer-schema.js';
import { refusedFinding } from '../use/scan-findings.js';
import { callsForTypes, unknownRows } from './calls-for-types.js';
import { judgedCalls, type JudgedCall, statementsFile } from './judged-calls.js';
import { lookAtStatements, type LookedAt } from './looked-at.js';
import { NO_PROBLEMS, rememberedProblems } from './remembered-problems.js';
import { type Refusal, whyRefused } from './why-refused.js';

/** The modules of statements of one producer's consumers, and what a person should know of them. */
export interface StatementModules {
  readonly changes: readonly PlannedChange[];
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

/** What the statements of a producer's consumers are looked at with. */
export interface StatementContext {
  readonly registry: Registry;
  readonly producer: RegisteredProducer;
  readonly schema: ProducerSchema;
  readonly announced: readonly Deprecation[];
  readonly options: RowpactOptions;
}

/** Works out the module of statements of every consumer whose contract asks for one; the others are left alone. */
export async function statementModules(
  entries: readonly RegisteredContract[],
  context: StatementContext,
): Promise<StatementModules> {
  const wanted = entries.filter(({ contract }) => contract.generate?.statements === true);
  if (wanted.length === 0) return { changes: [], findings: [], notes: [] };
  const { registry, schema, options } = context;
  const { looked, notes } = await lookAtStatements(wanted, registry, schema, options);
  const modules: StatementModules[] = [];
  for (const one of looked) modules.push(await statementModule(one, context));
  return {
    changes: modules.flatMap(({ changes }) => changes),
    findings: modules.flatMap(({ findings }) => findings),
    notes: [...notes, ...modules.flatMap((one) => one.notes)],
  };
}

async function statementModule(
  looked: LookedAt,
  { registry, producer, schema, announced, options }: StatementContext,
): Promise<StatementModules> {
  const { contract } = looked.entry;
  const { consumer, source, generate } = contract;
  const { generateStatements, isNameOfStatements } = await import('@rowpact/codegen');
  const path = posix.join(source, statementsFile(generate?.file ?? ''));
  const judged = judgedTexts(looked);
  const calls = judgedCalls(looked, isNameOfStatements);
  const refusals = refusalsOf(judged, calls);
  const before = options.fromSnapshot === true ? await rememberedProblems(join(registry.root, path)) : NO_PROBLEMS;
  const context = { registry, producer, entry: looked.entry, schema, announced, options };
  const words = await whyRefused(refusals, context);
  const texts = judged.map((one) => typedText(one, (text) => before.ofText.get(one.text) ?? words.get(text) ?? ''));
  const content = generateStatements(
    contract,
    schema.snapshot,
    announced,
    texts,
    generate?.driver === 'pg' && looked.sent.scan.texts.some(({ throughPg }) => throughPg),
    callsForTypes(calls, ({ file, line }, text) => before.ofPlace.get(`${file}:${line}`) ?? words.get(text) ?? ''),
  );
  return {
    changes: [{ path, content, producer: contract.producer, consumer, within: source }],
    findings: refusals.map(({ statement, refused }) => refusedFinding(statement, refused, contract)),
    notes: [...judged.flatMap((one) => twiceNamed(one, source)), ...unknownRows(calls, source)],
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

function refusalsOf(judged: readonly Judged[], calls: readonly JudgedCall[]): readonly Refusal[] {
  const all = [...judged, ...calls.map(({ verdict }) => verdict)];
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

/** Drivers make an object of each row, in which the last of two columns of one name is left. */
function twiceNamed(judged: Judged, source: string): readonly string[] {
  if (judged.kind !== 'typed') return [];
  const names = judged.analysis.columns.map(({ name }) => name);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  const [first] = judged.sents;
  if (twice.length === 0 || first === undefined) return [];
  const listed = twice.map((name) => `"${name}"`).join(', ');
  const place = `${posix.join(source, first.place.file)}:${first.place.line}`;
  return [`${place}: the statement answers ${listed} more than once; the driver keeps the last`];
}
