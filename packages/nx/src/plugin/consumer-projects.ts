import { posix } from 'node:path';
import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import type { ContractOutline } from 'rowpact/outline';
import { databaseFolder } from './database-project.js';
import { folderInput, literal } from './input-patterns.js';
import { recordInput, rowTypesInput } from './named-inputs.js';
import { DEFAULT_SETTINGS, type PluginSettings } from './plugin-options.js';
import { dependsOn, type PlacedProducer, rowTypeSources, type Targets } from './producer-projects.js';
import { inWorkspace, isThere, owningProject, type RegistryPlace } from './registry-place.js';
import type { Inputs } from './tool-input.js';

/** One contract of a project of this workspace. */
export interface PlacedContract {
  readonly producer: PlacedProducer;
  readonly contract: ContractOutline;
  /** The consumer's folder, relative to the workspace. */
  readonly folder: string;
}

/** The contracts whose consumers are here, by the root of the project that each belongs to. */
export function contractsByProject(
  place: RegistryPlace,
  producers: readonly PlacedProducer[],
): ReadonlyMap<string, readonly PlacedContract[]> {
  const byRoot = new Map<string, PlacedContract[]>();
  const owners = new Map<string, string | null>();
  for (const producer of producers)
    for (const contract of producer.outline.contracts) {
      const folder = contract.source === null ? null : inWorkspace(place, contract.source);
      if (folder === null) continue;
      const owner = owners.get(folder) ?? owningProject(place, folder);
      owners.set(folder, owner);
      // A folder that is a project is there.
      if (owner !== folder && !isThere(place, folder)) continue;
      const root = owner ?? folder;
      byRoot.set(root, [...(byRoot.get(root) ?? []), { producer, contract, folder }]);
    }
  return byRoot;
}

/**
 * What the plugin adds to the project of a consumer. It has a name in case nothing else makes a project of the folder. Kept
 * short: Nx merges, stores and hands around each value with each command, for hundreds of consumers.
 */
export function consumerProject(
  root: string,
  contracts: readonly PlacedContract[],
  settings: PluginSettings,
  tool: Inputs,
): Omit<ProjectConfiguration, 'root'> {
  const databases = [...new Set(contracts.map(({ producer }) => databaseFolder(producer.folder)))].sort();
  return {
    name: contracts[0]?.contract.consumer ?? posix.basename(root),
    tags: ['rowpact:consumer'],
    metadata: dependsOn(...databases),
    targets: { ...rowTypesTargets(root, contracts, settings, tool), ...scanTargets(contracts, settings) },
  };
}

function rowTypesTargets(
  root: string,
  contracts: readonly PlacedContract[],
  settings: PluginSettings,
  tool: Inputs,
): Targets {
  const typed = contracts.filter(({ contract }) => contract.modules.length > 0);
  if (typed.length === 0) return {};
  return settings.commit
    ? { [settings.checkRowTypesTargetName]: checkRowTypes(root, typed, settings, tool) }
    : { [settings.generateRowTypesTargetName]: generateRowTypes(root, typed, settings, tool) };
}

function checkRowTypes(
  root: string,
  contracts: readonly PlacedContract[],
  settings: PluginSettings,
  tool: Inputs,
): TargetConfiguration {
  return {
    executor: '@rowpact/nx:row-types',
    options: { ...named(contracts, settings), check: true, fromSnapshot: true },
    cache: true,
    // The slices stand at the migrations project: as inputs of its own they would make every change of the registry one
    // of this project.
    inputs: [
      ...modules(root, contracts).map((path) => `{projectRoot}/${literal(path)}`),
      ...statementInputs(contracts),
      ...contracts.map(({ producer, contract }) => ({
        input: rowTypesInput(contract.consumer),
        projects: [producer.migrations],
      })),
      ...tool,
    ],
    outputs: [],
    dependsOn: snapshotsFirst(contracts, settings),
    metadata: { description: `Check that ${modules(root, contracts).join(', ')} is what the registry makes of it` },
  };
}

/** Where modules are not committed, the change of a slice is the only one there is: the project itself must see it. */
function generateRowTypes(
  root: string,
  contracts: readonly PlacedContract[],
  settings: PluginSettings,
  tool: Inputs,
): TargetConfiguration {
  return {
    executor: '@rowpact/nx:row-types',
    options: { ...named(contracts, settings), fromSnapshot: true },
    cache: true,
    inputs: [
      ...statementInputs(contracts),
      ...new Set(contracts.flatMap(({ producer, contract }) => rowTypeSources(producer, contract))),
      ...tool,
    ],
    outputs: [
      ...modules(root, contracts).map((path) => `{projectRoot}/${path}`),
      ...new Set(moduleGlobs(root, contracts)),
    ],
    metadata: { description: `Write ${modules(root, contracts).join(', ')} from the registry` },
  };
}

/** What the types of statements are made from besides: the code that sends them, and what it imports. */
function statementInputs(contracts: readonly PlacedContract[]): TargetConfiguration['inputs'] & object {
  const reading = contracts.filter(({ contract }) => contract.readsSource);
  return reading.length === 0 ? [] : sourceInputs(reading);
}

/** The code of consumers, and what it imports. */
function sourceInputs(contracts: readonly PlacedContract[]): TargetConfiguration['inputs'] & object {
  return [...new Set(contracts.map(({ folder }) => folderInput(folder))), 'default', '^default'];
}

function scanTargets(contracts: readonly PlacedContract[], settings: PluginSettings): Targets {
  const isInFiles = contracts.every(({ producer }) => producer.sources !== null);
  // What a server says no hash knows; the snapshot is files, and that it is fresh is another target's to say.
  const fromSnapshot = settings.fromSnapshot || contracts.every(({ producer }) => producer.sources === null);
  const options = { ...named(contracts, settings), ...(fromSnapshot && { fromSnapshot }) };
  return {
    [settings.scanCheckTargetName]: {
      executor: '@rowpact/nx:scan',
      options: { ...options, check: true },
      cache: isInFiles || fromSnapshot,
      inputs: [
        ...sourceInputs(contracts),
        ...contracts.map(({ producer, contract }) => ({
          input: recordInput(contract.consumer),
          projects: [producer.migrations],
        })),
      ],
      outputs: [],
      metadata: { description: 'Check that the contract says what the code uses' },
    },
    [settings.scanTargetName]: {
      executor: '@rowpact/nx:scan',
      options,
      cache: false,
      metadata: { description: 'Find out what the code uses, and write it into the contract' },
    },
  };
}

/**
 * The modules beside `.sql` files, which only a scan knows by name. What somebody has called like one by hand is an input as well: Nx
 * puts it back as it is.
 */
function moduleGlobs(root: string, contracts: readonly PlacedContract[]): readonly string[] {
  return contracts.flatMap(({ contract, folder }) =>
    contract.moduleGlobs.map(
      (glob) => `{projectRoot}/${posix.join(literal(posix.relative(root === '.' ? '' : root, folder)), glob)}`,
    ),
  );
}

/** The generated modules, relative to their project. */
function modules(root: string, contracts: readonly PlacedContract[]): readonly string[] {
  return contracts.flatMap(({ contract, folder }) =>
    contract.modules.map((module) => posix.relative(root === '.' ? '' : root, posix.join(folder, module))),
  );
}

function named(contracts: readonly PlacedContract[], { registry }: PluginSettings) {
  return {
    ...(registry !== DEFAULT_SETTINGS.registry && { registry }),
    contracts: contracts.map(({ producer, contract }) => `${producer.outline.name}/${contract.consumer}`),
  };
}

/** Row types come from the snapshot: that it is fresh is another target's to say, once for all consumers. */
function snapshotsFirst(
  contracts: readonly PlacedContract[],
  settings: PluginSettings,
): TargetConfiguration['dependsOn'] & object {
  const here = contracts.filter(({ producer }) => producer.sources !== null).map(({ producer }) => producer.migrations);
  const projects = [...new Set(here)].sort();
  return projects.length === 0 ? [] : [{ projects, target: settings.checkSnapshotTargetName }];
}
