import { isAbsolute, join, relative, resolve } from 'node:path';
import { byCodeUnit, fail } from '@rowpact/model';
import { findRegistry, type RegisteredProducer, type Registry, readRegistry } from '@rowpact/registry';
import type { RowpactOptions } from './options.js';

/** Reads the registry that the options name, or the nearest one above the working folder. */
export async function registryInUse(options: Pick<RowpactOptions, 'cwd' | 'registry'>): Promise<Registry> {
  const named = options.registry;
  if (named !== undefined) return readRegistry(isAbsolute(named) ? named : resolve(options.cwd, named));
  const found = await findRegistry(options.cwd);
  return found === null ? noRegistry() : readRegistry(found);
}

function noRegistry(): never {
  return fail({
    code: 'registry-not-found',
    message: 'no registry in this folder or above it',
    hint: 'run `rowpact init` where your producer lives, or name the registry with --registry DIR',
  });
}

/** The producers a command is about: all, or the one that the options name. */
export function chosenProducers(registry: Registry, options: RowpactOptions): readonly RegisteredProducer[] {
  const { producer, consumer } = options;
  const named = registry.producers.filter((one) => producer === undefined || one.producer.name === producer);
  if (named.length === 0) return unknownName('producer', producer, registry, producerNames(registry));
  if (consumer === undefined) return named;
  const withConsumer = named.filter((one) => one.contracts.some((entry) => entry.contract.consumer === consumer));
  if (withConsumer.length === 0) return unknownName('consumer', consumer, registry, consumerNames(named));
  return withConsumer;
}

function producerNames(registry: Registry): readonly string[] {
  return registry.producers.map((one) => one.producer.name);
}

function consumerNames(producers: readonly RegisteredProducer[]): readonly string[] {
  return producers.flatMap((one) => one.contracts.map((entry) => entry.contract.consumer)).sort(byCodeUnit);
}

function unknownName(what: string, name: string | undefined, registry: Registry, known: readonly string[]): never {
  const folder = registryFolder(registry);
  if (name === undefined) {
    return fail({
      code: 'registry-invalid',
      message: `the registry ${folder}/ has no producer`,
      hint: 'run `rowpact init` to add one',
    });
  }
  return fail({
    code: 'usage',
    message: `the registry ${folder}/ has no ${what} named ${name}`,
    hint: known.length > 0 ? `it has ${known.join(', ')}` : `it has no ${what} at all`,
  });
}

/** The registry's folder relative to its root, with forward slashes. */
export function registryFolder(registry: Registry): string {
  return relative(registry.root, registry.directory).replaceAll('\\', '/');
}

/** A path of the registry as an absolute one. */
export function underRoot(registry: Registry, path: string): string {
  return join(registry.root, path);
}
