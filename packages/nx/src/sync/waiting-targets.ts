import { posix } from 'node:path';
import type { ProjectConfiguration, ProjectGraph, TargetConfiguration } from '@nx/devkit';
import type { PluginSettings } from '../plugin/plugin-options.js';

/**
 * Where modules are not committed: the targets that compile one and do not wait for it, or would be answered from the cache
 * with an older one, each with what it lacks. Nx works out a task's hash before the tasks run that it waits for, unless its
 * inputs name their outputs.
 */
export function unpreparedTargets(graph: ProjectGraph, settings: PluginSettings): readonly string[] {
  const { generateRowTypesTargetName: generate, dependentTargets } = settings;
  return Object.values(graph.nodes).flatMap(({ name, data }) => {
    const outputs = data.targets?.[generate]?.outputs ?? [];
    if (outputs.length === 0) return [];
    const lacking = dependentTargets.flatMap((target) => lacks(data, target, generate, outputs) ?? []);
    return lacking.map(({ target, what }) => `${name}:${target} lacks ${what}`);
  });
}

function lacks(
  { targets }: ProjectConfiguration,
  target: string,
  generate: string,
  outputs: readonly string[],
): { readonly target: string; readonly what: string } | null {
  const configured = targets?.[target];
  if (configured === undefined) return null;
  if (!waitsFor(configured, generate)) return { target, what: `"${generate}" in its dependsOn` };
  if (configured.cache !== true || outputs.every((output) => reads(configured, output))) return null;
  return { target, what: '{ "dependentTasksOutputFiles": "**/*.gen.ts" } in its inputs' };
}

function waitsFor({ dependsOn }: TargetConfiguration, generate: string): boolean {
  return (dependsOn ?? []).some((one) =>
    typeof one === 'string' ? one === generate : one.target === generate && one.dependencies !== true,
  );
}

/** Whether the inputs name what other tasks make, by a glob whose last part fits the module's name. */
function reads({ inputs }: TargetConfiguration, output: string): boolean {
  const file = posix.basename(output);
  return (inputs ?? []).some((input) => {
    if (typeof input === 'string' || !('dependentTasksOutputFiles' in input)) return false;
    const last = posix.basename(input.dependentTasksOutputFiles).split('*').map(escaped);
    return new RegExp(`^${last.join('.*')}$`).test(file);
  });
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
