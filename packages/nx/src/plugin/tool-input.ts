import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NxJsonConfiguration, TargetConfiguration } from '@nx/devkit';
import { PLUGIN } from './plugin-options.js';

export type Inputs = TargetConfiguration['inputs'] & object;

/**
 * The version of this plugin, and of what it depends on, as an input of a target that runs nothing else: without one every
 * change of the lockfile runs the target again. Empty where Nx does not know the plugin from the lockfile, as where it is a
 * project of the workspace or linked: naming it would fail the task.
 */
export function toolInput(workspaceRoot: string, nxJson: NxJsonConfiguration): Inputs {
  if (nxJson.pluginsConfig?.['@nx/js']?.['analyzeLockfile'] === false) return [];
  const texts = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'].flatMap((name) => {
    const text = textOf(join(workspaceRoot, name));
    return text === null ? [] : [text];
  });
  // Which of several Nx takes depends on more than their names.
  if (texts.length === 0 || !texts.every(hasPlugin)) return [];
  return [{ externalDependencies: [PLUGIN] }];
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // Not there.
  }
}

/** Whether a lockfile has the plugin as a package. It is only searched: it may be large, and this runs with every command. */
function hasPlugin(lockfile: string): boolean {
  const npm = new RegExp(`"node_modules/${PLUGIN}": \\{([^}]*)`).exec(lockfile);
  if (npm) return !/"link": true/.test(npm[1] ?? '');
  // pnpm, Yarn and Bun write `name@version`; that of a project or a link begins with a protocol.
  return new RegExp(`${PLUGIN}@(?!workspace:|link:|portal:)`).test(lockfile);
}
