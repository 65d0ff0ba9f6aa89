import { posix } from 'node:path';
import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import type { ContractOutline, ProducerOutline, SchemaSlicer } from 'rowpact/outline';
import { databaseFolder, databaseProjectFile } from './database-project.js';
import { fileInput, folderInput } from './input-patterns.js';
import { MIGRATIONS, recordInput, REGISTRY, rowTypesInput, SNAPSHOT } from './named-inputs.js';
import { type PluginSettings, projectName } from './plugin-options.js';
import { inWorkspace, isThere, type RegistryPlace } from './registry-place.js';

/** A producer with what the targets around it need to know. */
export interface PlacedProducer {
  readonly outline: ProducerOutline;
  /** What its snapshot is made from, as inputs; null where files of this workspace do not tell it. */
  readonly sources: readonly string[] | null;
  /** Name of the project that has its migrations and its part of the registry for inputs. */
  readonly migrations: string;
  /** The folder of its files in the registry, relative to the workspace. */
  readonly folder: string;
  readonly slicer: SchemaSlicer;
}

/** Finds the places of a producer in the workspace. */
export function placeProducer(
  place: RegistryPlace,
  outline: ProducerOutline,
  settings: PluginSettings,
  slicer: SchemaSlicer,
): PlacedProducer {
  return {
    outline,
    sources: settings.fromSnapshot ? null : sourcesOf(place, outline),
    migrations: projectName(settings.migrationsProjectName, outline.name),
    folder: posix.join(place.registry, outline.name),
    slicer,
  };
}

function sourcesOf(place: RegistryPlace, { source }: ProducerOutline): readonly string[] | null {
  if (source === null || source.kind === 'database') return null;
  const path = inWorkspace(place, source.kind === 'migrations' ? source.folder : source.file);
  if (path === null) return null;
  return [source.kind === 'migrations' ? folderInput(path) : fileInput(path)];
}

export type Targets = Readonly<Record<string, TargetConfiguration>>;

/**
 * The projects of a producer, by their roots. The one that has the migrations for inputs lies in the producer's part of the
 * registry, so that whatever happens there happens to it; nothing depends on it. It is not rooted in the migrations: that
 * would take them away from the service around them, whose own builds would then miss their changes. The other one stands
 * for the database: consumers depend on it, and nothing ever happens to it.
 */
export function producerProjects(
  place: RegistryPlace,
  producer: PlacedProducer,
  targets: { readonly database: Targets; readonly migrations: Targets },
): Readonly<Record<string, Omit<ProjectConfiguration, 'root'>>> {
  const { outline, migrations, folder } = producer;
  const own = {
    name: migrations,
    projectType: 'library' as const,
    tags: ['rowpact:migrations'],
    metadata: {
      technologies: ['postgresql'],
      description: `Where the schema of ${outline.name} comes from, and the registry's record of it`,
      ...dependsOn(databaseFolder(folder)),
    },
    namedInputs: namedInputs(producer),
    targets: targets.migrations,
  };
  // Without a file Nx could not hash what depends on it.
  if (!isThere(place, databaseProjectFile(folder))) return { [folder]: own };
  const description = `The database of ${outline.name}, as its consumers see it`;
  const database = { metadata: { technologies: ['postgresql'], description }, targets: targets.database };
  return { [folder]: own, [databaseFolder(folder)]: database };
}

/** How `createDependencies` learns of an edge: it sees the projects, by their roots, and nothing of the registry. */
export function dependsOn(...roots: readonly string[]): { readonly rowpact: { readonly databases: string[] } } {
  return { rowpact: { databases: [...roots] } };
}

function namedInputs(producer: PlacedProducer): ProjectConfiguration['namedInputs'] & object {
  const { outline, sources, folder } = producer;
  const file = (name: string): string => fileInput(`${folder}/${name}`);
  const perConsumer = outline.contracts.flatMap((contract) => {
    const { consumer } = contract;
    const record = [`consumers/${consumer}.yaml`, `consumers/${consumer}.statements.json`, 'lifecycle.yaml'].map(file);
    return [
      [rowTypesInput(consumer), [...rowTypeSources(producer, contract)]],
      [recordInput(consumer), [...record, MIGRATIONS, SNAPSHOT]],
    ] as const;
  });
  return {
    [MIGRATIONS]: [...(sources ?? []), file('producer.yaml')],
    [REGISTRY]: [folderInput(folder)],
    [SNAPSHOT]: [folderInput(`${folder}/schema`), ...['migrations.json', 'pin.json', 'producer.yaml'].map(file)],
    ...Object.fromEntries(perConsumer),
  };
}

/** The files of the registry that a consumer's row types are made from, as inputs. */
export function rowTypeSources(
  { folder, slicer }: PlacedProducer,
  { consumer, relations, readsSource }: ContractOutline,
): readonly string[] {
  const own = [`consumers/${consumer}.yaml`, 'lifecycle.yaml'].map((path) => fileInput(`${folder}/${path}`));
  // A statement speaks of functions and types too, and of whatever it is edited to speak of.
  if (readsSource) return [...own, folderInput(`${folder}/schema`)];
  return [...own, ...slicer.slice(relations).map((path) => fileInput(`${folder}/schema/${path}`))];
}
