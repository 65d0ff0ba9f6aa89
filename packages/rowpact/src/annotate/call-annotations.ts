import { posix } from 'node:path';
import { canonicalJson, type Caller, type DriverName, type Finding, type GenerateSettings } from '@rowpact/model';
import { annotateFiles, typeArgument, type WantedAnnotation } from '@rowpact/scan';
import type { PlannedChange } from '../plan.js';
import { type JudgedCall, judgedCalls, statementsFile } from '../statements/judged-calls.js';
import type { LookedAt } from '../statements/looked-at.js';
import { fromRoot } from '../use/located.js';
import { rowNames } from './row-names.js';

/** What annotating one consumer's calls would change. */
export interface CallAnnotations {
  readonly changes: readonly PlannedChange[];
  /** One for each call that would change. */
  readonly findings: readonly Finding[];
  /** Calls that are left as they are, and why. */
  readonly notes: readonly string[];
}

/** Works out the type arguments of one consumer's calls. Nothing is written. @param folder the consumer's, absolute */
export async function callAnnotations(
  looked: LookedAt,
  folder: string,
  generate: GenerateSettings,
): Promise<CallAnnotations> {
  const { consumer, producer, source } = looked.entry.contract;
  const { isNameOfStatements } = await import('@rowpact/codegen');
  const calls = judgedCalls(looked, isNameOfStatements);
  const reading = calls.filter((each) => each.isOwn && (answersRows(each) || each.named !== null));
  const reasons = new Map(reading.map((each) => [each, whyLeft(each, generate.driver)]));
  const wanted = wantedAnnotations(
    reading.filter((each) => reasons.get(each) === null),
    calls,
  );
  const { files, left } = await annotateFiles({ folder }, wanted, statementsFile(generate.file));
  const isLeft = new Set(left.map(({ call }) => call));
  const note = (call: JudgedCall['call'], reason: string): string =>
    `${posix.join(source, call.place.file)}:${call.place.line} is left as it is: ${reason}`;
  return {
    changes: files.map(({ file, content }) => {
      return { path: posix.join(source, file), content, producer, consumer, within: source };
    }),
    findings: wanted
      .filter(({ call }) => !isLeft.has(call))
      .map(({ call, name }) => ({
        kind: 'not-annotated',
        ...{ producer, consumer, given: call.given, wanted: typeArgument(call, name) },
        location: fromRoot(source, call.argumentAt),
      })),
    notes: [
      ...reading.flatMap((each) => {
        const reason = reasons.get(each) ?? null;
        return reason === null ? [] : [note(each.call, reason)];
      }),
      ...left.map(({ call, reason }) => note(call, reason)),
    ],
  };
}

/** A statement that answers nothing leaves nothing to name. */
function answersRows({ verdict }: JudgedCall): boolean {
  return verdict.kind === 'typed' && verdict.analyses.some(({ columns }) => columns.length > 0);
}

function whyLeft({ call, named }: JudgedCall, driver: DriverName): string | null {
  if (call.given !== null && named === null) return `its type argument \`${call.given}\` is written by hand`;
  const values = VALUES_OF[call.caller];
  if (named !== null || values === undefined || values === driver) return null;
  return values === null
    ? `${call.caller} makes other values of its rows than the drivers whose types rowpact knows`
    : `it answers the values of ${values}, and the contract's driver is ${driver}`;
}

/** Whose values a caller's rows have; null for values of its own. Kysely hands on what its driver answers. */
const VALUES_OF: Readonly<Partial<Record<Caller, DriverName | null>>> = {
  pg: 'pg',
  postgres: 'postgres',
  prisma: null,
  drizzle: null,
};

/** The calls that do not name the type of their rows, or not the right one. @param all so that no name is given twice */
function wantedAnnotations(calls: readonly JudgedCall[], all: readonly JudgedCall[]): readonly WantedAnnotation[] {
  const typed = calls.filter(({ verdict }) => verdict.kind === 'typed');
  const others = all.filter((each) => !typed.includes(each)).flatMap(({ named }) => named ?? []);
  const names = rowNames(
    typed.map((each) => ({ place: each.call.place, named: each.named, row: rowOf(each) })),
    new Set(others),
  );
  return typed.flatMap(({ call, named }, index) => {
    const name = names[index] ?? '';
    return named === name && isInItsForm(call) ? [] : [{ call, name }];
  });
}

function rowOf({ verdict }: JudgedCall): string {
  const analyses = verdict.kind === 'typed' ? verdict.analyses : [];
  return [...new Set(analyses.map(({ command, columns }) => canonicalJson({ command, columns })))].sort().join('\n');
}

/** Whether a row does not stand where a list of rows belongs, nor the other way round; other forms are somebody's choice. */
function isInItsForm({ takes, given }: JudgedCall['call']): boolean {
  const bare = (given ?? '').replace(/^import\([^)]*\)\./u, '');
  return takes === 'rows' ? !/^[\w$]+$/u.test(bare) : !/^[\w$]+\[\]$/u.test(bare);
}
