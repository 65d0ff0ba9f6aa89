import { displaySubject, type InFlight, type InFlightHold, type Report } from '@rowpact/model';
import {
  type Hold,
  lifecycleStates,
  type LifecycleStatus,
  mergeDeprecations,
  type StatesQuestion,
} from '@rowpact/impact';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import { askedConsumers } from '../check/asked-consumers.js';
import type { CheckOptions } from '../check/check-options.js';
import { deployedVersions } from '../check/deployed-versions.js';
import { versionsInUse } from '../check/lifecycle-findings.js';
import { producerSchema, revisionInUse } from '../producer-schema.js';
import { lifecycleFile } from './lifecycle-file.js';
import { chosenProducers, registryInUse, withPlacesFrom } from '../registry-in-use.js';

/** `rowpact lifecycle`: every object on its way out, its state, who still holds it back, and the next step for each party. */
export async function inFlight(options: CheckOptions): Promise<Report> {
  const registry = await registryInUse(options);
  const found = [];
  for (const entry of chosenProducers(registry, options))
    found.push(await withPlacesFrom(registry.root, () => ofProducer(registry, entry, options)));
  return {
    ...{ command: 'lifecycle', files: [], findings: [], failures: [] },
    producers: found.map(({ producer }) => producer),
    inFlight: found.flatMap(({ statuses }) => statuses),
    notes: found.flatMap(({ notes }) => notes),
  };
}

async function ofProducer(registry: Registry, entry: RegisteredProducer, options: CheckOptions) {
  const { producer } = entry;
  const file = await lifecycleFile(registry, producer.name);
  const revision = await revisionInUse(registry, entry, options, true);
  const schema = await producerSchema(registry, producer, revision, options);
  const deprecations = mergeDeprecations(file.lifecycle, schema.snapshot, { file: file.path });
  const open = deprecations.some(({ dropped }) => dropped === null);
  const asked = open ? await askedConsumers(registry, entry, schema, options) : null;
  const deployed = open ? await deployedVersions(registry, entry, options) : null;
  const versions = asked && deployed ? versionsInUse({ asked, deployed }) : [];
  const question: StatesQuestion = { deprecations, snapshot: schema.snapshot, versions, today: options.today };
  const statuses = lifecycleStates(question).map((status) => told(producer.name, status));
  return { producer: schema.report, statuses, notes: [...schema.notes, ...(asked?.notes ?? [])] };
}

function told(producer: string, { deprecation, state, exists, holds, next }: LifecycleStatus): InFlight {
  const { kind, subject, reason, replacement, removeAfter, dropped, location } = deprecation;
  return {
    ...{ producer, kind, subject: displaySubject(subject), state, exists, reason, replacement, removeAfter },
    droppedBy: dropped?.migration ?? null,
    location,
    holds: holds.flatMap(heldBy),
    next: next.map(({ who: _, ...step }) => step),
  };
}

function heldBy(hold: Hold): readonly InFlightHold[] {
  switch (hold.kind) {
    case 'used':
      return [{ ...held(hold), what: 'uses it', places: hold.evidence.map(({ location }) => location) }];
    case 'unknown':
      return hold.reasons.map(({ what, location }) => ({
        ...held(hold),
        what: `may use it: ${what}`,
        places: location === null ? [] : [location],
      }));
    case 'date':
      return [{ consumer: null, deployed: null, what: dayOf(hold.removeAfter), places: [] }];
    default:
      return hold satisfies never;
  }
}

function held({
  consumer,
  deployed,
}: Exclude<Hold, { readonly kind: 'date' }>): Pick<InFlightHold, 'consumer' | 'deployed'> {
  return { consumer, deployed };
}

function dayOf(day: string | null): string {
  return day === null ? 'its announcement names no day' : `its day is ${day}`;
}
