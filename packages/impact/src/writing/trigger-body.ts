import type { RelationId, SchemaState, TriggerDetail } from '@rowpact/model';
import { routineIn } from './schema-facts.js';

/** How surely something happens whenever the trigger's function runs. */
export type Surely = 'always' | 'sometimes' | 'never';

/** What the text of a trigger's function shows that it does with the write that fires it. */
export interface TriggerBody {
  /** Raises an error, so that the write fails. `condition`: of the one IF around it, where there is one alone. */
  readonly raises: Surely;
  readonly condition: string | null;
  /** Answers NULL for the row, so that it is not written (BEFORE and INSTEAD OF row triggers). */
  readonly swallows: Surely;
  /** Columns of NEW that it sets; `always` also where it sets those that would be NULL. */
  readonly assigns: ReadonlyMap<string, Surely>;
  /** Relations that it writes into, as they are named in the body. */
  readonly writesInto: readonly { readonly privilege: 'INSERT' | 'UPDATE' | 'DELETE'; readonly name: string }[];
}

/** Null where the function is another language's, an extension's, or not there. */
export function bodyOf(trigger: TriggerDetail, state: SchemaState): TriggerBody | null {
  const routine = routineIn(state, trigger.function);
  return routine?.language === 'plpgsql' ? readBody(routine.body, trigger) : null;
}

/** Triggers that run for each row before it is inserted, in the order in which they run. */
export function insertTriggersOn({ details }: SchemaState, relation: RelationId): readonly TriggerDetail[] {
  return details.triggers.filter(
    (one) =>
      one.relation === relation &&
      one.enabled &&
      one.timing === 'before' &&
      one.level === 'row' &&
      one.events.includes('insert'),
  );
}

/** Whether a trigger gives the column a value before each row is inserted. */
export function filledByTrigger(state: SchemaState, relation: RelationId, column: string): Surely {
  const found = insertTriggersOn(state, relation).map(
    (trigger) => bodyOf(trigger, state)?.assigns.get(column) ?? 'never',
  );
  return found.includes('always') ? 'always' : found.includes('sometimes') ? 'sometimes' : 'never';
}

function readBody(body: string, trigger: TriggerDetail): TriggerBody {
  const text = body.replace(/--[^\n]*|\/\*[\s\S]*?\*\//gu, ' ');
  const steps = stepsOf(text);
  const guarded = /\bWHEN\s*\(/iu.test(trigger.definition.replace(/'(?:[^']|'')*'/gu, "''"));
  const raising = steps.filter(({ text: step }) => isRaise(step));
  const [first] = raising;
  return {
    raises: surely(raising, guarded),
    condition:
      raising.length === 1 && !guarded && first?.conditions.length === 1 ? (first.conditions[0] ?? null) : null,
    swallows: trigger.level === 'row' && trigger.timing !== 'after' ? swallowing(steps, trigger, guarded) : 'never',
    assigns: assignments(steps, guarded),
    writesInto: [...text.matchAll(WRITES)].map(([, verb = '', name = '']) => ({
      privilege: /^insert/iu.test(verb) ? 'INSERT' : /^update/iu.test(verb) ? 'UPDATE' : 'DELETE',
      name,
    })),
  };
}

const WRITES =
  /\b(insert\s+into|update|delete\s+from)\s+(?:only\s+)?((?:"[^"]+"|[a-z_][\w$]*)(?:\.(?:"[^"]+"|[a-z_][\w$]*))?)(?=\s+(?!loop\b|then\b))/giu;

/** One statement of the body with the conditions of the IFs around it, outermost first; null for one that is no plain condition. */
interface Step {
  readonly text: string;
  readonly conditions: readonly (string | null)[];
  /** Whether an earlier step may have left the function, so that this one is not always reached. */
  readonly late: boolean;
}

/** Cuts a body at semicolons outside literals, and follows IF, ELSE, CASE, LOOP and EXCEPTION. Good enough to tell always from sometimes. */
function stepsOf(body: string): readonly Step[] {
  const begin = /\bBEGIN\b/iu.exec(body);
  const steps: Step[] = [];
  const open: (string | null)[] = [];
  let late = false;
  for (const piece of pieces(begin === null ? body : body.slice(begin.index + 5))) {
    let rest = piece.trim();
    for (;;) {
      const head =
        /^(?:IF\s+([\s\S]*?)\s+THEN\b|(ELSIF|ELSEIF)\b[\s\S]*?\bTHEN\b|(ELSE)\b|(CASE\b[\s\S]*?\bTHEN\b|WHEN\b[\s\S]*?\bTHEN\b)|((?:FOR|WHILE|FOREACH)\b[\s\S]*?\bLOOP\b|LOOP\b)|(EXCEPTION\s+WHEN\b[\s\S]*?\bTHEN\b)|(BEGIN)\b)\s*/iu.exec(
          rest,
        );
      if (head === null) break;
      const [all, condition, elsif, otherwise, branch, , handler] = head;
      if (condition !== undefined) open.push(condition);
      else if (elsif !== undefined || otherwise !== undefined || handler !== undefined) open.splice(-1, 1, null);
      else if (branch === undefined || /^CASE/iu.test(branch)) open.push(null);
      if (handler !== undefined && open.length === 0) open.push(null);
      rest = rest.slice(all.length);
    }
    if (/^END\b/iu.test(rest)) {
      open.pop();
      continue;
    }
    if (rest === '') continue;
    steps.push({ text: rest, conditions: [...open], late });
    if (/^(?:RETURN|RAISE)\b/iu.test(rest) && open.length > 0 && !isNotice(rest)) late = true;
  }
  return steps;
}

function pieces(body: string): readonly string[] {
  return body.match(/(?:'(?:[^']|'')*'|[^;'])+/gu) ?? [];
}

function isNotice(step: string): boolean {
  return /^RAISE\s+(?:NOTICE|WARNING|INFO|LOG|DEBUG)\b/iu.test(step);
}

function isRaise(step: string): boolean {
  return /^RAISE\b/iu.test(step) && !isNotice(step);
}

function surely(steps: readonly Step[], guarded: boolean): Surely {
  if (steps.length === 0) return 'never';
  return !guarded && steps.some(({ conditions, late }) => conditions.length === 0 && !late) ? 'always' : 'sometimes';
}

/** NULL is answered by name, or as NEW in a DELETE, where there is none. */
function swallowing(steps: readonly Step[], { events }: TriggerDetail, guarded: boolean): Surely {
  const onlyDelete = events.every((event) => event === 'delete');
  const nothing = steps.filter(
    ({ text }) => /^RETURN\s+NULL\b/iu.test(text) || (onlyDelete && /^RETURN\s+NEW\b/iu.test(text)),
  );
  return surely(nothing, guarded);
}

function assignments(steps: readonly Step[], guarded: boolean): ReadonlyMap<string, Surely> {
  const found = new Map<string, Surely>();
  for (const { text, conditions, late } of steps)
    for (const name of assigned(text)) {
      const inner = conditions.every((condition) => condition !== null && fillsNull(condition, name));
      const always = inner && !guarded && !late;
      if (found.get(name) !== 'always') found.set(name, always ? 'always' : 'sometimes');
    }
  return found;
}

function assigned(step: string): readonly string[] {
  const direct = /^NEW\s*\.\s*("[^"]+"|[a-z_][\w$]*)\s*:?=/iu.exec(step)?.[1];
  const into = [...step.matchAll(/\bINTO\s+(?:STRICT\s+)?((?:NEW\s*\.\s*(?:"[^"]+"|[a-z_][\w$]*)\s*,?\s*)+)/giu)];
  const names = into.flatMap(([, list = '']) =>
    [...list.matchAll(/\.\s*("[^"]+"|[a-z_][\w$]*)/giu)].map(([, name = '']) => name),
  );
  return [...(direct === undefined ? [] : [direct]), ...names].map((name) =>
    name.startsWith('"') ? name.slice(1, -1) : name.toLowerCase(),
  );
}

/** `NEW.slug IS NULL`, `TG_OP = 'INSERT'`: under it the column is always filled where a row without it is inserted. */
function fillsNull(condition: string, column: string): boolean {
  const bare = condition
    .replace(/\s+/gu, ' ')
    .replace(/^\((.*)\)$/u, '$1')
    .trim()
    .toLowerCase();
  return bare === `new.${column} is null` || bare === `new."${column}" is null` || bare === "tg_op = 'insert'";
}
