import { join } from 'node:path';
import type { ts } from 'ts-morph';
import type { RecordedDisk } from './recorded-disk.js';
import { inOutput, sourceOfBuilt } from './source-of-built.js';
import type { Workspaces } from './workspace-packages.js';

const COMPONENT_AS_MODULE = /\.(?:svelte|vue|astro)\.ts$/;
const IN_NODE_MODULES = /^(.*?)\/node_modules(?:\/((?:@[^/]+\/)?[^/@][^/]*)(\/.*)?|\/@[^/]+)?$/;

/**
 * The file system as TypeScript's module resolution is shown it. Three things that are not on the disk are there for it: a component
 * under its name with `.ts` behind, workspace packages in a `node_modules` that was never installed, and what a workspace
 * package would have built, where its source is there. `real` leads back.
 */
export class ResolutionHost implements ts.ModuleResolutionHost {
  readonly useCaseSensitiveFileNames = true;

  constructor(
    private readonly disk: RecordedDisk,
    private readonly workspaces: Workspaces,
    private readonly folder: string,
  ) {}

  readonly fileExists = (path: string): boolean => this.disk.isFile(this.real(path));

  readonly readFile = (path: string): string | undefined => this.disk.read(this.moved(path)) ?? undefined;

  readonly directoryExists = (path: string): boolean => {
    const moved = this.moved(path);
    // A folder that is not built yet would keep TypeScript from asking for the files in it.
    if (this.disk.isFolder(moved) || this.isVirtualFolder(path)) return true;
    return !moved.includes('/node_modules/') && inOutput(moved);
  };

  readonly realpath = (path: string): string => this.disk.realPath(this.moved(path));

  /** The file that stands for a path which TypeScript found; the path itself where it needs no other. */
  real(path: string): string {
    const moved = this.moved(path);
    const component = moved.replace(/\.ts$/, '');
    if (COMPONENT_AS_MODULE.test(moved) && !this.disk.isFile(moved) && this.disk.isFile(component)) return component;
    const real = this.disk.realPath(moved);
    if (real.includes('/node_modules/')) return real;
    return sourceOfBuilt(real, this.disk) ?? moved;
  }

  /** From a `node_modules` where nothing is to the package of the workspace that would be linked there. */
  private moved(path: string): string {
    const match = IN_NODE_MODULES.exec(path);
    const [, root, name, rest] = match ?? [];
    if (root === undefined || name === undefined) return path;
    const workspace = this.workspaces.around(this.folder);
    if (workspace?.root !== root) return path;
    const target = workspace.packages.get(name);
    return target === undefined || this.disk.isFolder(join(root, 'node_modules', name)) ? path : target + (rest ?? '');
  }

  private isVirtualFolder(path: string): boolean {
    const match = IN_NODE_MODULES.exec(path);
    if (match?.[1] === undefined || match[2] !== undefined) return false;
    const workspace = this.workspaces.around(this.folder);
    return workspace?.root === match[1] && workspace.packages.size > 0;
  }
}
