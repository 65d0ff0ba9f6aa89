import type { RoutineAspect, RoutineDetail, SchemaChange, TriggerDetail } from '@rowpact/model';
import { type ChangeOf, says, type Description } from './description.js';
import { list, plainSql, say } from './names.js';

/** Null for a change of anything but routines, triggers, rules, extensions and other objects. */
export function describeRoutine(change: SchemaChange): Description | null {
  switch (change.kind) {
    case 'routine-created':
      return says(routine(change.after), 'is new');
    case 'routine-dropped':
      return says(routine(change.before), change.cascaded ? 'is dropped along with what it depends on' : 'is dropped');
    case 'routine-renamed':
      return says(routine(change.before), `is renamed to ${say.signature(change.after.signature)}`);
    case 'routine-changed':
      return says(routine(change.before), `changes: ${list(change.what.map((what) => aspectWords(what, change)))}`);
    case 'trigger-added':
    case 'trigger-dropped':
    case 'trigger-changed':
      return describeTrigger(change);
    case 'rule-added':
    case 'rule-dropped':
    case 'rule-changed':
      return describeRule(change);
    case 'extension-added':
      return says(`extension ${say.identifier(change.extension)}`, `is added (${change.version})`);
    case 'extension-dropped':
      return says(`extension ${say.identifier(change.extension)}`, 'is dropped');
    case 'extension-updated':
      return says(`extension ${say.identifier(change.extension)}`, `becomes ${change.after} (was ${change.before})`);
    case 'object-created':
      return says(`${change.object} ${plainSql(change.name)}`, 'is new');
    case 'object-dropped':
      return says(`${change.object} ${plainSql(change.name)}`, 'is dropped');
    default:
      return null;
  }
}

function routine({ kind, signature }: RoutineDetail): string {
  return `${kind === 'window' ? 'function' : kind} ${say.signature(signature)}`;
}

function aspectWords(what: RoutineAspect, { before, after }: ChangeOf<'routine-changed'>): string {
  switch (what) {
    case 'body':
      return 'what it does';
    case 'arguments':
      return `its arguments (${plainSql(after.arguments)})`;
    case 'result':
      return `it answers ${plainSql(after.returns ?? 'nothing')} (was ${plainSql(before.returns ?? 'nothing')})`;
    case 'volatility':
      return `it is ${after.volatility} (was ${before.volatility})`;
    case 'strictness':
      return after.strict ? 'it answers NULL when any argument is NULL' : 'it is called with NULLs too';
    case 'security':
      return after.securityDefiner
        ? `it runs with the rights of ${after.owner}`
        : 'it runs with the rights of its caller';
    case 'settings':
      return 'its settings';
  }
}

function describeTrigger(change: ChangeOf<'trigger-added' | 'trigger-dropped' | 'trigger-changed'>): Description {
  const { relation } = change;
  const one = change.kind === 'trigger-added' ? change.after : change.before;
  const subject = say.member('trigger', one.name, relation);
  if (change.kind === 'trigger-added')
    return {
      subject,
      sentence: `${say.relation(relation)} gains the trigger ${say.identifier(one.name)}, which ${triggerWords(one)}`,
    };
  if (change.kind === 'trigger-dropped') return says(subject, change.disabled ? 'is disabled' : 'is dropped');
  const [was, is] = [triggerWords(change.before), triggerWords(change.after)];
  if (was !== is)
    return says(subject, `${is} now (it ${was.replace('fires', 'fired').replace('and runs', 'and ran')})`);
  return change.before.name === change.after.name
    ? says(subject, 'fires on another condition')
    : says(subject, `is renamed to ${say.identifier(change.after.name)}, which can change when it fires`);
}

/** `fires before insert or update of score for each row and runs roster_size()`. */
function triggerWords({ timing, events, columns, level, function: runs }: TriggerDetail): string {
  const of = columns.length === 0 ? '' : ` of ${list(columns.map(say.identifier))}`;
  return `fires ${timing} ${events.join(' or ')}${of} for each ${level} and runs ${say.signature(runs)}`;
}

function describeRule(change: ChangeOf<'rule-added' | 'rule-dropped' | 'rule-changed'>): Description {
  const one = change.kind === 'rule-added' ? change.after : change.before;
  const subject = say.member('rule', one.name, change.relation);
  if (change.kind === 'rule-dropped') return says(subject, 'is dropped');
  if (change.kind === 'rule-changed') return says(subject, `does something else on ${change.after.event}`);
  const what = one.instead ? `instead of ${one.event}` : `on ${one.event}`;
  return { subject, sentence: `${say.relation(change.relation)} gains the rule ${say.identifier(one.name)} (${what})` };
}
