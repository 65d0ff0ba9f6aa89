import { displayName, type Change, type RelationId, type RoutineDetail } from '@rowpact/model';
import { names } from '../../judge/blame.js';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { namesInText } from '../column-named.js';
import { tellConsumers } from '../remedies.js';
import { routineSignatures } from '../row-readers.js';
import { analysisAfter, analysisBefore, refusedAfter, takenAfter } from '../statement-facts.js';
import { consumerStep, listing, maker, producerStep, remedy } from '../wording.js';

type Changed = Extract<Change, { readonly kind: 'routine-changed' }>;
type Gone = Extract<Change, { readonly kind: 'routine-dropped' | 'routine-renamed' }>;
type Created = Extract<Change, { readonly kind: 'routine-created' }>;

/** A function or procedure is gone, is another one, or a call no longer says which one it means. */
export const routineChanged: Rule = {
  id: 'routine-changed',
  about: ['routine-created', 'routine-dropped', 'routine-renamed', 'routine-changed'],
  judge: (change, at) => {
    switch (change.kind) {
      case 'routine-created':
        return created(change, at);
      case 'routine-dropped':
      case 'routine-renamed':
        return gone(change, at);
      case 'routine-changed':
        return changed(change, at);
      default:
        return null;
    }
  },
};

function calls(at: StatementAt, { signature, name }: RoutineDetail): boolean {
  const analysis = analysisBefore(at);
  // A procedure is called by a statement that PostgreSQL does not take apart.
  if (analysis?.command === 'utility') return namesInText(at, name);
  return analysis?.functions.includes(signature) ?? false;
}

function gone(change: Gone, at: StatementAt): Judgement | null {
  if (!calls(at, change.before)) return null;
  const name = readable(change.before);
  const base = { underline: change.before.name, remedy: keepOld(change.before) };
  const refusal = refusedAfter(at);
  if (refusal !== null) {
    const missing = /^(?:42883|42703|42725|42P01|42601|42804)$/u.test(refusal.sqlstate);
    return {
      ...base,
      verdict: 'breaks',
      what: `calls ${name}, which ${goes(change)}`,
      why: 'PostgreSQL finds a function by its name and the types of its arguments, each time the statement is sent.',
      behind: !missing || !namesInText(at, change.before.name),
    };
  }
  const now = newlyCalled(at, change.before.name);
  if (!takenAfter(at) || now === null) return null;
  return {
    ...base,
    verdict: 'silent',
    what: `calls ${name}, which ${goes(change)}: the call means ${displayName(now as RelationId)} then`,
    why: 'With one overload gone PostgreSQL takes the next that fits, without an error.',
  };
}

function created(change: Created, at: StatementAt): Judgement | null {
  const { after: routine } = change;
  if (!namesInText(at, routine.name)) return null;
  const refusal = refusedAfter(at);
  const base = { underline: routine.name, remedy: sayWhich(routine) };
  if (refusal !== null) {
    if (refusal.sqlstate !== '42725' || !names(refusal, routine.name)) return null;
    return {
      ...base,
      verdict: 'breaks',
      what: `calls ${routine.name}, of which ${maker(change)} makes a second one: ${refusal.message}`,
      why: 'Two functions of the name fit the arguments equally well: PostgreSQL refuses to guess.',
    };
  }
  if (newlyCalled(at, routine.name) !== routine.signature) return null;
  return {
    ...base,
    verdict: 'silent',
    what: `calls ${routine.name}, of which ${maker(change)} makes another one that fits better: ${readable(routine)}`,
    why: 'PostgreSQL takes the function whose argument types fit best, and the first on the search path. The statement still runs, with another function.',
  };
}

function changed(change: Changed, at: StatementAt): Judgement | null {
  const { before } = change;
  const direct = calls(at, before);
  if (!direct && !routineSignatures(at).has(before.signature)) return null;
  const refusal = refusedAfter(at);
  const what = `${direct ? 'calls' : 'sets off'} ${readable(before)}, whose ${listing(change.what)} ${maker(change)} changes`;
  const base = { underline: direct ? before.name : null, behind: !direct };
  if (refusal !== null) {
    const own = change.what.some((aspect) => aspect === 'result' || aspect === 'arguments' || aspect === 'security');
    if (!own) return null;
    return {
      ...base,
      verdict: 'breaks',
      what,
      why: 'The statement counts on arguments or results that the function no longer has.',
      remedy: keepOld(before),
    };
  }
  if (!takenAfter(at)) return null;
  if (change.what.includes('security') && at.consumer.role === null && !change.after.securityDefiner) {
    return {
      ...base,
      verdict: 'may break',
      what: `${what}: it runs with the rights of the caller now, and nobody said which role that is`,
      why: 'Whether the role of the consumer has the rights that the body needs cannot be looked up without its name (`role` in the contract).',
      remedy: tellOf(change, at),
    };
  }
  const matters = change.what.filter((aspect) => aspect !== 'volatility' && aspect !== 'arguments');
  if (matters.length === 0) return null;
  return {
    ...base,
    verdict: 'silent',
    level: 'warning',
    what,
    why: 'The call goes on as before; what comes back, or what it does on the way, may be something else.',
    remedy: tellOf(change, at),
  };
}

/** A function of this name that the statement calls after the changes and did not call before. */
function newlyCalled(at: StatementAt, name: string): string | null {
  const before = new Set(analysisBefore(at)?.functions ?? []);
  const { routines } = at.question.after.details;
  const fresh = (analysisAfter(at)?.functions ?? []).filter((signature) => !before.has(signature));
  return (
    fresh.find((signature) => routines.some((routine) => routine.signature === signature && routine.name === name)) ??
    null
  );
}

function goes(change: Gone): string {
  if (change.kind === 'routine-renamed') return `${maker(change)} renames to ${readable(change.after)}`;
  return change.cascaded ? `falls with what ${maker(change)} drops` : `${maker(change)} drops`;
}

function readable({ signature }: RoutineDetail): string {
  return displayName(signature as RelationId);
}

function keepOld(routine: RoutineDetail) {
  const word = routine.kind === 'procedure' ? 'PROCEDURE' : routine.kind === 'aggregate' ? 'AGGREGATE' : 'FUNCTION';
  return remedy(
    `Put the new function beside ${readable(routine)} under another name, move the callers, then drop the old one.`,
    producerStep('keep the old one as it is, and create the new one under another name'),
    consumerStep('call the new one, deploy, and run `rowpact scan`'),
    producerStep('drop the old one in a later migration', `DROP ${word} ${readable(routine)};`),
  );
}

function sayWhich(routine: RoutineDetail) {
  return remedy(
    `Give the new function another name, or let the calls say which one they mean.`,
    producerStep('create it under another name', `ALTER FUNCTION ${readable(routine)} RENAME TO <another name>;`),
    consumerStep(`cast the arguments where ${routine.name} is called, deploy, and run \`rowpact scan\``),
  );
}

function tellOf(change: Changed, at: StatementAt) {
  return tellConsumers(
    `Tell those who call ${readable(change.before)} what it does now, or give what is new another name.`,
    `look whether ${at.consumer.name} can work with what ${change.before.name} does after ${maker(change)}`,
  );
}
