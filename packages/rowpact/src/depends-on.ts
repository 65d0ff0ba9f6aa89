import { dirname, join, relative } from 'node:path';
import type { Registry } from '@rowpact/registry';
import type { RowpactOptions } from './options.js';
import { pinPath } from './pin.js';
import type { Plan, PlannedChange } from './plan.js';
import type { ProducerSchema } from './producer-schema.js';

/** What a plan came from and what it makes. */
export interface PlanParts {
  readonly schemas: readonly ProducerSchema[];
  readonly changes: readonly PlannedChange[];
  /** Folders of consumers that are not here, relative to the root: one that appears gets its module. */
  readonly absent: readonly string[];
}

/** The files behind a plan and those it makes, for the next run to tell whether anything changed. */
export function dependsOn(
  registry: Registry,
  options: RowpactOptions,
  parts: PlanParts,
): Pick<Plan, 'inputs' | 'outputs'> {
  const { root, directory, producers } = registry;
  const { schemas, changes, absent } = parts;
  const yaml = producers.flatMap((entry) => [entry, ...entry.contracts].map(({ path }) => join(root, path)));
  const pins = producers.map(({ producer }) => join(root, pinPath(registry, producer.name)));
  const read = schemas.flatMap(({ inputs }) => inputs ?? []);
  const isUnknown = schemas.some(({ inputs }) => inputs === null);
  const modules = changes.filter(({ consumer }) => consumer !== null).map(({ path }) => path);
  return {
    inputs: isUnknown ? null : [...nearerRegistries(registry, options), ...yaml, ...pins, ...read],
    outputs: [directory, ...[...modules, ...absent].map((path) => join(root, path))],
  };
}

/** A registry that appears nearer to the working folder would be the one in use. */
function nearerRegistries({ directory, root, name }: Registry, { cwd, registry }: RowpactOptions): readonly string[] {
  if (registry !== undefined || relative(root, cwd).startsWith('..')) return [];
  const folders: string[] = [];
  for (let folder = cwd; folder !== root && folder !== dirname(folder); folder = dirname(folder))
    folders.push(join(folder, name));
  return folders.filter((folder) => folder !== directory);
}
