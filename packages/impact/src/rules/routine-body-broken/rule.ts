import {
  displayName,
  partsOf,
  type Change,
  type RefusedStatement,
  type RelationId,
  type RoutineVerdict,
} from '@rowpact/model';
import { describeChange } from '../../describe/describe-change.js';
import { byBlame } from '../../judge/blame.js';
import { changeIndexOf } from '../../judge/change-index.js';
import { wordsIn } from '../../judge/words.js';
import type { ImpactQuestion } from '../../question.js';
import type { ConsumerJudgement, Judgement, Rest, Rule, StatementAt } from '../../rule.js';
import { routineSignatures } from '../row-readers.js';
import { accessesBefore, analysisBefore } from '../statement-facts.js';
import { consumerStep, maker, producerStep, remedy } from '../wording.js';

/** A body that PostgreSQL reads only when it runs names what is gone: the migration passes, and the next call fails. */
export const routineBodyBroken: Rule = {
  id: 'routine-body-broken',
  about: [
    'column-dropped',
    'column-renamed',
    'column-type-changed',
    'relation-dropped',
    'relation-renamed',
    'type-dropped',
    'type-renamed',
    'routine-dropped',
    'routine-renamed',
    'enum-label-removed',
    'enum-label-renamed',
    'relation-replaced',
    'attribute-dropped',
    'attribute-renamed',
    'column-generated-changed',
    'column-added',
  ],
  judgeRest: judge,
  judgeProducer: (change, question) => ofProducer(change, question),
};

interface Broken {
  readonly signature: string;
  readonly refusal: RefusedStatement;
  readonly change: Change | null;
}

function judge(at: StatementAt, { claims }: Rest): Judgement | null {
  const runs = routineSignatures(at);
  if (runs.size === 0) return null;
  const broken = brokenIn(at.question).find((each) => runs.has(each.signature) && !isFoundBy(each, at));
  if (broken !== undefined) return fails(broken, at);
  if (claims.some(({ judgement }) => judgement.verdict === 'breaks')) return null;
  const unseen = unseenIn(at.question).find(({ signature }) => runs.has(signature));
  return unseen === undefined ? null : mayFail(unseen, at);
}

function fails({ signature, refusal, change }: Broken, at: StatementAt): Judgement {
  const name = displayName(signature as RelationId);
  return {
    verdict: 'breaks',
    what: `${doing(at, signature)} ${name}, which fails after ${change === null ? 'the changes' : maker(change)}: ${refusal.message}`,
    why: 'PostgreSQL keeps the body of this routine as text and reads it when it runs, so that the migration itself passes.',
    underline: nameOf(signature),
    ...(change === null ? {} : { change }),
    remedy: mend(name, change),
  };
}

/** Whether the statement calls it, or sets it off by what it writes. */
function doing(at: StatementAt, signature: string): string {
  if (analysisBefore(at)?.functions.includes(signature)) return 'calls';
  const writes = accessesBefore(at).some(({ insert, update, deletes }) => insert.length + update.length > 0 || deletes);
  return writes ? 'writes to a table whose trigger runs' : 'runs';
}

/** Bodies are looked into under the default search path; a consumer with another one may find what is missing there. */
function isFoundBy({ signature, refusal }: Broken, { question, consumer }: StatementAt): boolean {
  const routine = question.after.details.routines.find((each) => each.signature === signature);
  if (refusal.sqlstate !== '42P01' || routine?.settings['search_path'] !== undefined) return false;
  const path = consumer.searchPath.length > 0 ? consumer.searchPath : searchPathOf(consumer.role, question);
  const missing = /"([^"]+)"/u.exec(refusal.message)?.[1];
  return question.after.snapshot.relations.some(({ schema, name }) => name === missing && path.includes(schema));
}

function searchPathOf(role: string | null, { after }: ImpactQuestion): readonly string[] {
  const { roles, databaseSettings } = after.details;
  const set = roles.find(({ name }) => name === role)?.settings['search_path'] ?? databaseSettings['search_path'];
  return (set ?? '').split(',').map((part) => part.trim().replace(/^"(.*)"$/u, '$1'));
}

const known = new WeakMap<ImpactQuestion, readonly Broken[]>();

/** The routines with errors in their bodies that were not there before, each with the change to blame. */
function brokenIn(question: ImpactQuestion): readonly Broken[] {
  const found = known.get(question) ?? findBroken(question);
  known.set(question, found);
  return found;
}

function findBroken({ routines, changes }: ImpactQuestion): readonly Broken[] {
  const renamed = new Map(
    changes.flatMap((change) =>
      change.kind === 'routine-renamed' ? [[change.after.signature, change.before.signature] as const] : [],
    ),
  );
  const blameable = changes.filter(({ kind }) => routineBodyBroken.about.includes(kind));
  const before = new Map(routines.before.map((verdict) => [verdict.signature, verdict]));
  return routines.after.flatMap((verdict): Broken[] => {
    const signature = renamed.get(verdict.signature) ?? verdict.signature;
    const old = before.get(signature);
    // A routine that is new, or that nobody looked into before, breaks nobody who called it.
    if (old === undefined) return [];
    const had = new Set(old.refusals.map(({ message }) => message));
    const refusal = verdict.refusals.find(({ message }) => !had.has(message));
    return refusal === undefined ? [] : [{ signature, refusal, change: byBlame(refusal, blameable)[0] ?? null }];
  });
}

/** A body that nobody could look into, and a change whose name it mentions. */
interface Unseen {
  readonly signature: string;
  readonly unseen: readonly string[];
  readonly change: Change;
}

const knownUnseen = new WeakMap<ImpactQuestion, readonly Unseen[]>();

function unseenIn(question: ImpactQuestion): readonly Unseen[] {
  const found = knownUnseen.get(question) ?? question.routines.before.flatMap((verdict) => unseenBy(verdict, question));
  knownUnseen.set(question, found);
  return found;
}

const TAKES_NAMES_AWAY: ReadonlySet<Change['kind']> = new Set([
  'column-dropped',
  'column-renamed',
  'relation-dropped',
  'relation-renamed',
  'routine-dropped',
  'routine-renamed',
  'type-dropped',
  'type-renamed',
] as const);

function unseenBy({ signature, unseen }: RoutineVerdict, question: ImpactQuestion): readonly Unseen[] {
  if (unseen.length === 0) return [];
  const body = question.before.details.routines.find((routine) => routine.signature === signature)?.body ?? '';
  const words = wordsIn(body);
  const touching = new Set(changeIndexOf(question).touching(body, []));
  const change = question.changes.find(
    (each) => TAKES_NAMES_AWAY.has(each.kind) && touching.has(each) && takenName(each, words),
  );
  return change === undefined ? [] : [{ signature, unseen, change }];
}

function takenName(change: Change, words: ReadonlySet<string>): boolean {
  if ('column' in change) return words.has(change.column);
  if ('relation' in change) return words.has(partsOf(change.relation).name);
  if ('type' in change) return words.has(partsOf(change.type).name);
  return change.kind === 'routine-dropped' || change.kind === 'routine-renamed' ? words.has(change.before.name) : false;
}

function mayFail({ signature, unseen, change }: Unseen, at: StatementAt): Judgement {
  const name = displayName(signature as RelationId);
  return {
    verdict: 'unknown',
    what: `${doing(at, signature)} ${name}, which names what ${maker(change)} takes away, and nobody could look into it (${unseen.join(', ')})`,
    why: `${describeChange(change).sentence}, and the name stands in the body. Whether it still works shows only when it runs.`,
    underline: nameOf(signature),
    change,
    remedy: mend(name, change),
  };
}

/** A broken body is the producer's own to mend, whoever calls it. */
function ofProducer(change: Change, question: ImpactQuestion): readonly ConsumerJudgement[] {
  return brokenIn(question)
    .filter((broken) => broken.change === change)
    .map(({ signature, refusal }): ConsumerJudgement => {
      const name = displayName(signature as RelationId);
      return {
        verdict: 'breaks',
        what: `keeps ${name}, which fails after ${maker(change)}: ${refusal.message}`,
        why: 'PostgreSQL keeps the body of this routine as text and reads it when it runs, so that the migration itself passes.',
        about: signature,
        location: change.origin?.location ?? { file: '' },
        remedy: mend(name, change),
      };
    });
}

function mend(name: string, change: Change | null) {
  return remedy(
    `Write ${name} anew in the same migration, so that it works after it.`,
    producerStep(
      `replace the body${change === null ? '' : `, so that it does without ${describeChange(change).subject}`}`,
      `CREATE OR REPLACE FUNCTION ${name.replace(/\(.*$/su, '')}(…) …;`,
    ),
    consumerStep(`nothing to do, once ${name} answers what it did`),
  );
}

function nameOf(signature: string): string | null {
  return /([^."]+)"?\(/u.exec(signature)?.[1] ?? null;
}
