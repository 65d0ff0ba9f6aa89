import { nothing, same, under, use, type Rule } from './call-rule.js';
import { head, isFunctionStep, rest, within, type Carried } from './carried.js';
import type { Following } from './following.js';
import type { Call } from './run-function.js';

/** Functions of frameworks, by name: how they keep what they are given. */
export const FRAMEWORKS: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['$state', same],
  ['$state.raw', same],
  ['$state.snapshot', same],
  ['$derived', same],
  ['$derived.by', derivedBy],
  ['$bindable', same],
  ['$inspect', nothing],
  ['writable', under('.$value')],
  ['readable', under('.$value')],
  ['get', stored],
  ['ref', under('.value')],
  ['shallowRef', under('.value')],
  ['computed', (call, _, carried, following) => ran(call, carried, following, '.value')],
  ['reactive', same],
  ['readonly', same],
  ['markRaw', same],
  ['toRaw', same],
  [
    'unref',
    (call, _, carried, following) => use(call, head(carried) === '.value' ? rest(carried) : carried, following),
  ],
  ['useState', under('.0')],
  ['useRef', under('.current')],
  ['useDeferredValue', same],
  ['React.useState', under('.0')],
  ['React.useRef', under('.current')],
  ['React.useMemo', (call, _, carried, following) => ran(call, carried, following)],
  ['use', same],
  ['fail', same],
  ['defer', same],
  ['data', same],
]);

function derivedBy(call: Call, _: number, carried: Carried, following: Following): boolean {
  return ran(call, carried, following);
}

/** The function that answers it is run, and the call answers the same. */
function ran(call: Call, carried: Carried, following: Following, ...steps: readonly string[]): boolean {
  if (!isFunctionStep(head(carried))) return false;
  following.calling(head(carried));
  return use(call, within(rest(carried), ...steps), following);
}

function stored(call: Call, _: number, carried: Carried, following: Following): boolean {
  return head(carried) !== '.$value' || use(call, rest(carried), following);
}
