import { displaySubject, type Deprecation, type LifecycleState, type Location } from '@rowpact/model';
import { listing } from '../rules/wording.js';
import type { Hold, NextStep } from './lifecycle-question.js';

/** One line for each party that has to do something next. */
export function nextSteps(
  deprecation: Deprecation,
  state: LifecycleState,
  exists: boolean,
  holds: readonly Hold[],
): readonly NextStep[] {
  if (state === 'dropped') return [];
  const own = producerStep(deprecation, state, exists, holds);
  return [...holds.flatMap((hold) => holderStep(deprecation, hold)), ...(own ? [own] : [])];
}

function holderStep({ subject, replacement }: Deprecation, hold: Hold): readonly NextStep[] {
  if (hold.kind === 'date') return [];
  const name = displaySubject(subject);
  const { consumer, deployed } = hold;
  const step = (what: string, command?: string): readonly NextStep[] => [
    { who: 'consumer', consumer, what, ...(command === undefined ? {} : { command }) },
  ];
  const version = deployed && `${deployed.sha.slice(0, 12)} in ${deployed.environment}`;
  if (hold.kind === 'used') {
    if (version) return step(`deploy a version that does not use ${name} in place of ${version}`);
    const instead = replacement === null ? '' : `, use ${replacement} instead`;
    return step(`stop using ${name} (${placesOf(hold.evidence.map(({ location }) => location))})${instead}`);
  }
  if (version) return step(`deploy a version that rowpact can read to its end in place of ${version}`);
  const places = hold.reasons.flatMap(({ location }) => location ?? []);
  return places.length === 0
    ? step('let rowpact look at its code', `rowpact scan ${consumer}`)
    : step(`write the SQL so that rowpact can read it (${placesOf(places)})`);
}

function producerStep(
  { subject, kind, removeAfter }: Deprecation,
  state: LifecycleState,
  exists: boolean,
  holds: readonly Hold[],
): NextStep | null {
  const name = displaySubject(subject);
  const step = (what: string): NextStep => ({ who: 'producer', consumer: null, what });
  if (!exists) return step(`write \`dropped:\` with its migration at ${name} in lifecycle.yaml, or correct the name`);
  if (removeAfter === null)
    return step(`name the day after which ${name} may go: \`rowpact deprecate ${name} --remove-after …\``);
  if (state === 'droppable') return step(`drop the ${kind} ${name} in a migration of its own`);
  return holds.every((hold) => hold.kind === 'date') ? step(`wait until ${removeAfter}, then drop ${name}`) : null;
}

function placesOf(locations: readonly Location[]): string {
  const places = locations.map(({ file, line }) => (line === undefined ? file : `${file}:${line}`));
  return listing([...new Set(places)], 3);
}
