import { join, posix } from 'node:path';
import type { CreateNodes, CreateNodesResult } from '@nx/devkit';
import { readOutline, schemaSlicer } from 'rowpact/outline';
import { consumerProject, contractsByProject } from './consumer-projects.js';
import { type PluginOptions, settingsOf } from './plugin-options.js';
import { placeProducer, producerProjects } from './producer-projects.js';
import { gitFacts, producerTargets, type WorkspaceFacts } from './producer-targets.js';
import type { RegistryPlace } from './registry-place.js';
import { toolInput } from './tool-input.js';

/**
 * Infers projects and targets from the registry that the options name. Contracts are no part of the glob and are read all
 * the same: Nx takes the deletion of a file in a plugin's glob for a change of every project.
 */
export const createNodes: CreateNodes<PluginOptions> = [
  '**/producer.yaml',
  (files, options, { workspaceRoot, nxJsonConfiguration }) => {
    const settings = settingsOf(options);
    const ours = files.filter((file) => posix.dirname(posix.dirname(file)) === settings.registry);
    if (ours.length === 0) return [];
    const place: RegistryPlace = { workspaceRoot, registry: settings.registry };
    const facts: WorkspaceFacts = {
      defaultBase: nxJsonConfiguration.defaultBase ?? 'main',
      git: gitFacts(workspaceRoot),
      tool: toolInput(workspaceRoot, nxJsonConfiguration),
    };
    const directory = join(workspaceRoot, settings.registry);
    const { producers: outlines } = readOutline(
      directory,
      ours.map((file) => posix.basename(posix.dirname(file))),
    );
    const producers = outlines.map((outline) =>
      placeProducer(place, outline, settings, schemaSlicer(join(directory, outline.name, 'schema'))),
    );
    const consumers = [...contractsByProject(place, producers)];
    return producers.map((producer): readonly [string, CreateNodesResult] => {
      const own = producerProjects(place, producer, producerTargets(producer, settings, facts));
      // A consumer of two databases has the targets of both; it is told of once, with the first.
      const mine = consumers.filter(([, contracts]) => contracts[0]?.producer === producer);
      const theirs = mine.map(
        ([root, contracts]) => [root, consumerProject(root, contracts, settings, facts.tool)] as const,
      );
      return [`${producer.folder}/producer.yaml`, { projects: { ...own, ...Object.fromEntries(theirs) } }];
    });
  },
];
