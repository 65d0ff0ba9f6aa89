import { addDays, displaySubject, fail, isDay, type LifecycleKind, type Snapshot } from '@rowpact/model';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import {
  addDeprecation,
  type Announcement,
  markDropped,
  type RegisteredLifecycle,
  removeDeprecation,
} from '@rowpact/registry/lifecycle';
import { readMigrationsRecord } from '@rowpact/registry/migrations';
import { readStatements } from '@rowpact/registry/statements';
import type { RowpactOptions } from '../options.js';
import type { Plan } from '../plan.js';
import { registryInUse, withPlacesFrom } from '../registry-in-use.js';
import { namedSubject } from './named-subject.js';
import { knownSchema, oneProducer } from './one-producer.js';
import { lifecycleFile } from './lifecycle-file.js';
import { lifecyclePlan } from './lifecycle-plan.js';
import { placesOfUse } from './places-of-use.js';

/** What is said of an object that is to go. */
export interface DeprecateOptions extends RowpactOptions {
  /** As people write it: `players.team_id`. */
  readonly name: string;
  readonly kind: LifecycleKind | null;
  readonly reason: string | null;
  readonly replacement: string | null;
  /** `2027-01-15`; null for the earliest day that the policy allows. */
  readonly removeAfter: string | null;
  /** What falls with it: `view active_players`. */
  readonly cascade: readonly string[];
  /** The migration that dropped it: the entry becomes a tombstone. */
  readonly dropped: string | null;
  /** Take the announcement back: the object stays. */
  readonly revive: boolean;
  readonly today: string;
}

/** Works out `lifecycle.yaml` with an announcement more, with a tombstone, or with an announcement less. */
export async function planDeprecate(options: DeprecateOptions): Promise<Plan> {
  const registry = await registryInUse(options);
  const entry = oneProducer(registry, options);
  return withPlacesFrom(registry.root, async () => {
    const file = await lifecycleFile(registry, entry.producer.name);
    const known = announcedAs(file, options);
    if (options.revive) {
      const announced = known ?? notAnnounced(options);
      const note = `${displaySubject(announced.subject)} stays: its announcement is gone; \`rowpact generate\` takes @deprecated out of the types`;
      return lifecyclePlan(registry, entry, file, removeDeprecation(file, announced), [note]);
    }
    if (options.dropped !== null) {
      const announced = known ?? notAnnounced(options);
      const text = markDropped(file, announced, { migration: options.dropped, on: options.today });
      return lifecyclePlan(registry, entry, file, text, [
        `${displaySubject(announced.subject)} is reserved: no other may take its name`,
      ]);
    }
    const snapshot = await knownSchema(registry, entry, options);
    const named = namedSubject(options.name, options.kind, snapshot);
    const record = await readMigrationsRecord(registry.directory, entry.producer.name);
    const said = announcementOf(named, options, record?.at(-1)?.label ?? null, entry.producer.policy.graceDays);
    const users = await usersOf(registry, entry, said, snapshot);
    const announcement: Announcement = { ...said, users };
    const subject = displaySubject(named.subject);
    const notes = [
      `${subject} may go after ${announcement.removeAfter ?? ''}; \`rowpact generate\` tells the consumers in their types, \`rowpact lifecycle\` who still holds it back`,
    ];
    return lifecyclePlan(registry, entry, file, addDeprecation(file, announcement), notes);
  });
}

function announcedAs({ lifecycle }: RegisteredLifecycle, { name, kind }: DeprecateOptions) {
  const wanted = name.trim();
  return lifecycle.deprecations.find(
    (one) => (kind === null || one.kind === kind) && (one.subject === wanted || displaySubject(one.subject) === wanted),
  );
}

function notAnnounced({ name }: DeprecateOptions): never {
  return fail({
    code: 'usage',
    message: `lifecycle.yaml announces nothing named ${name}`,
    hint: '`rowpact lifecycle` lists everything in flight',
  });
}

function announcementOf(
  named: Pick<Announcement, 'kind' | 'subject'>,
  { reason, replacement, removeAfter, cascade, today }: DeprecateOptions,
  since: string | null,
  graceDays: number,
): Omit<Announcement, 'users'> {
  if (reason === null || reason.trim() === '') {
    return fail({
      code: 'usage',
      message: 'an announcement needs a reason: it stands in the types of every consumer',
      hint: 'say it with --reason "players may be in several teams"',
    });
  }
  if (removeAfter !== null && !isDay(removeAfter)) {
    return fail({
      code: 'usage',
      message: `${removeAfter} is no day`,
      hint: 'write it as --remove-after 2027-01-15',
    });
  }
  const day = removeAfter ?? addDays(today, graceDays);
  return { ...named, reason, replacement, since, removeAfter: day, cascade, dropped: null };
}

/** How often each consumer uses it today, by the registry's records: what comes on top is new use. */
async function usersOf(
  { directory }: Registry,
  { contracts }: RegisteredProducer,
  announced: Pick<Announcement, 'kind' | 'subject'>,
  snapshot: Snapshot,
): Promise<Readonly<Record<string, number>>> {
  const users: Record<string, number> = {};
  for (const { contract } of contracts) {
    const use = await readStatements(directory, contract.producer, contract.consumer);
    const places = use === null ? [] : placesOfUse(announced, snapshot, contract, use);
    if (places.length > 0) users[contract.consumer] = places.length;
  }
  return users;
}
