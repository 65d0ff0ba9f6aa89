import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { byCodeUnit, fail, type Failure, FailureError } from '@rowpact/model';
import { findRegistry, type RegisteredProducer, type Registry, readRegistry } from '@rowpact/registry';
import { namedConsumers, type RowpactOptions } from './options.js';

/**
 * Reads the registry that the options name, or the nearest one above the working folder.
 * @param consumers the only ones that the command is about: mistakes in the contracts of others are not its business
 */
export async function registryInUse(
  options: Pick<RowpactOptions, 'cwd' | 'registry'>,
  consumers?: readonly string[],
): Promise<Registry> {
  const { registry, cwd } = options;
  const directory = registry === undefined ? await findRegistry(cwd) : resolve(cwd, registry);
  if (directory === null) return noRegistry();
  // Every path that a command prints starts at the folder that holds the registry, wherever it was called.
  return withPlacesFrom(dirname(directory), () => readRegistry(directory, { consumers }));
}

/** Does work on a registry's files; places in what goes wrong then start at the folder that holds the registry. */
export async function withPlacesFrom<Result>(root: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const [first, ...others] = error.failures;
    throw new FailureError(fromFolder(root, first), ...others.map((failure) => fromFolder(root, failure)));
  }
}

function fromFolder(folder: string, failure: Failure): Failure {
  if (!failure.location || !isAbsolute(failure.location.file)) return failure;
  const file = relative(folder, failure.location.file).replaceAll('\\', '/');
  return { ...failure, location: { ...failure.location, file } };
}

function noRegistry(): never {
  return fail({
    code: 'registry-not-found',
    message: 'no registry in this folder or above it',
    hint: 'run `rowpact init` where your producer lives, or name the registry with --registry DIR',
  });
}

/** The producers a command is about: all, or those that the options name or whose consumers they name. */
export function chosenProducers(registry: Registry, options: RowpactOptions): readonly RegisteredProducer[] {
  const { producer } = options;
  const named = registry.producers.filter((one) => producer === undefined || one.producer.name === producer);
  if (named.length === 0) return unknownName('producer', producer, registry, producerNames(registry));
  const consumers = namedConsumers(options);
  if (consumers === undefined) return named;
  const known = consumerNames(named);
  const unknown = consumers.find((name) => !known.includes(name));
  if (unknown !== undefined) return unknownName('consumer', unknown, registry, known);
  return named.filter((one) => one.contracts.some((entry) => consumers.includes(entry.contract.consumer)));
}

function producerNames(registry: Registry): readonly string[] {
  return registry.producers.map((one) => one.producer.name);
}

function consumerNames(producers: readonly RegisteredProducer[]): readonly string[] {
  return producers.flatMap((one) => one.contracts.map((entry) => entry.contract.consumer)).sort(byCodeUnit);
}

function unknownName(what: string, name: string | undefined, registry: Registry, known: readonly string[]): never {
  if (name === undefined) {
    return fail({
      code: 'registry-invalid',
      message: `the registry ${registry.name}/ has no producer`,
      hint: 'run `rowpact init` to add one',
    });
  }
  return fail({
    code: 'usage',
    message: `the registry ${registry.name}/ has no ${what} named ${name}`,
    hint: known.length > 0 ? `it has ${known.join(', ')}` : `it has no ${what} at all`,
  });
}
