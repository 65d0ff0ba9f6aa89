import { join } from 'node:path';
import { generatedModules, type ScanSettings } from '@rowpact/model';
import type { RegisteredContract, RegisteredProducer, Registry } from '@rowpact/registry';
import { isAbout, namedConsumers, type RowpactOptions } from '../options.js';
import { chosenProducers, registryInUse } from '../registry-in-use.js';

/** Somewhere that `generate` reads from; paths are absolute. What it writes there is in none of them. */
export type Place =
  | { readonly kind: 'registry' | 'folder' | 'file' | 'presence'; readonly path: string }
  | {
      readonly kind: 'source';
      readonly path: string;
      readonly scan: ScanSettings;
      /** Relative to the path: written by us, and no source of anything. */
      readonly modules: readonly string[];
    };

/** The registry itself: all that is known of a registry that cannot be read, and enough to see it mended. */
export function registryPlace(directory: string): Place {
  return { kind: 'registry', path: directory };
}

/**
 * All that the options' `generate` reads, as the registry says now.
 * @throws FailureError where the registry cannot be read, or has not what the options name
 */
export async function placesIn(options: RowpactOptions): Promise<readonly Place[]> {
  const registry = await registryInUse(options, namedConsumers(options));
  const places = chosenProducers(registry, options).flatMap((entry) => [
    ...schemaPlaces(registry, entry, options),
    ...entry.contracts
      .filter(({ contract }) => isAbout(options, contract.consumer))
      .map((contract) => consumerPlace(registry, contract)),
  ]);
  return [registryPlace(registry.directory), ...places];
}

function schemaPlaces(
  registry: Registry,
  { producer: { name, source } }: RegisteredProducer,
  options: RowpactOptions,
): readonly Place[] {
  if (options.fromSnapshot) return [{ kind: 'folder', path: join(registry.directory, name, 'schema') }];
  switch (source.kind) {
    case 'migrations':
      return [{ kind: 'folder', path: join(registry.root, source.folder) }];
    case 'schema file':
      return [{ kind: 'file', path: join(registry.root, source.file) }];
    case 'database':
      return []; // A server tells nobody that it changed.
    default:
      return source satisfies never;
  }
}

/** Only where its statements are typed its code matters; of the others, that it is there. */
function consumerPlace({ root }: Registry, { contract }: RegisteredContract): Place {
  const { source, scan, generate } = contract;
  const path = join(root, source);
  return generate?.statements
    ? { kind: 'source', path, scan, modules: generatedModules(generate) }
    : { kind: 'presence', path };
}
