import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '@rowpact/model';
import type { RegisteredContract, RegisteredProducer, Registry } from '@rowpact/registry';
import { isAbout, type RowpactOptions } from './options.js';

/** A producer's chosen consumers, those whose source is here and those whose is not. */
export interface PresentConsumers {
  readonly present: readonly RegisteredContract[];
  readonly absent: readonly RegisteredContract[];
}

/**
 * The producer's repository need not hold its consumers: those that are elsewhere are told apart, not failed on.
 * @throws FailureError where a consumer that was asked for by name is not here.
 */
export async function presentConsumers(
  registry: Registry,
  { contracts }: RegisteredProducer,
  options: RowpactOptions,
): Promise<PresentConsumers> {
  const chosen = contracts.filter(({ contract }) => isAbout(options, contract.consumer));
  const present: RegisteredContract[] = [];
  const absent: RegisteredContract[] = [];
  for (const entry of chosen) ((await hasFolder(registry, entry)) ? present : absent).push(entry);
  const missing = absent[0];
  return options.consumer !== undefined && missing ? notHere(missing) : { present, absent };
}

async function hasFolder({ root }: Registry, { contract }: RegisteredContract): Promise<boolean> {
  return stat(join(root, contract.source)).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function notHere({ contract, path, locate }: RegisteredContract): never {
  return fail({
    code: 'output-invalid',
    message: `${contract.consumer} is not here: there is no folder ${contract.source}`,
    hint: 'run this where the consumer is, or correct `source` in its contract',
    location: { ...locate(['source']), file: path },
  });
}
