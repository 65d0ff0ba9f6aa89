import { symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Subject } from '../measure/interleaved.js';
import { countEngineStarts, type NodeProgram, runNode } from '../measure/run-node.js';
import { IDLE_PLUGIN, writeIdlePlugin } from '../nx/idle-plugin.js';
import { type NxSize, writeNxWorkspace } from '../nx/nx-workspace.js';
import { NX_COMMANDS } from '../results/goals.js';
import { processSubject } from './process-subject.js';
import type { Environment } from './programs.js';

const NX = join(dirname(createRequire(import.meta.url).resolve('nx/package.json')));

/** What the Nx plugin is measured on. */
export interface NxSubjects {
  readonly commands: readonly Subject[];
  /** How often the embedded engine starts in a sync with nothing to do. */
  readonly engineStarts: number;
}

/** Nx with our plugin and with one that does nothing; our sync generator and one that does nothing. */
export async function nxSubjects(
  folder: string,
  size: NxSize,
  { rowpact, env }: { readonly rowpact: string; readonly env: Environment },
): Promise<NxSubjects> {
  const nodeModules = dirname(dirname(dirname(rowpact)));
  await symlink(NX, join(nodeModules, 'nx'), 'junction');
  await writeIdlePlugin(nodeModules);
  const workspace = async (name: string, plugin: string, sync: string): Promise<Workspace> => {
    const here = join(folder, name);
    await writeNxWorkspace(here, size, nodeModules);
    const nxJson = {
      analytics: false,
      neverConnectToCloud: true,
      plugins: [plugin],
      sync: { globalGenerators: [sync] },
    };
    await writeFile(join(here, 'nx.json'), JSON.stringify(nxJson));
    return (...args) => ({ script: join(NX, 'dist/bin/nx.js'), args, cwd: here, env: quiet(here, env) });
  };
  const idle = await workspace('idle', IDLE_PLUGIN, `${IDLE_PLUGIN}:sync`);
  const ours = await workspace('ours', '@rowpact/nx', '@rowpact/nx:sync');
  const oursIdle = await workspace('ours-idle-sync', '@rowpact/nx', `${IDLE_PLUGIN}:sync`);
  await runNode(ours('sync'));
  // It also counts as the first: what comes after it finds nothing new.
  const engineStarts = await countEngineStarts(ours('sync:check'));
  await lookOnce(ours, size);
  return {
    commands: [
      processSubject(NX_COMMANDS.showIdle, idle('show', 'projects')),
      processSubject(NX_COMMANDS.show, ours('show', 'projects')),
      processSubject(NX_COMMANDS.syncIdle, oursIdle('sync:check')),
      processSubject(NX_COMMANDS.sync, ours('sync:check')),
    ],
    engineStarts,
  };
}

/** Nx's command in one of the workspaces. */
type Workspace = (...args: readonly string[]) => NodeProgram;

function quiet(folder: string, env: Environment): Environment {
  return {
    ...env,
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_NO_CLOUD: 'true',
    NX_USE_LOCAL: 'true',
    NX_CACHE_DIRECTORY: join(folder, '.nx/cache'),
    NX_WORKSPACE_DATA_DIRECTORY: join(folder, '.nx/workspace-data'),
  };
}

/** A plugin that infers nothing is quick: asks once whether it does what is measured. */
async function lookOnce(ours: Workspace, { consumers }: NxSize): Promise<void> {
  const { stdout } = await runNode(ours('show', 'projects', '--with-target', 'check-row-types', '--json'));
  const found = (JSON.parse(stdout) as readonly string[]).length;
  if (found !== consumers) throw new Error(`the plugin gave targets to ${found} of ${consumers} consumers`);
}
