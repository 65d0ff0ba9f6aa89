import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Where a registry lies in a workspace. Paths are relative to the workspace, with forward slashes. */
export interface RegistryPlace {
  /** Absolute. */
  readonly workspaceRoot: string;
  readonly registry: string;
}

/** A path that the registry names, relative to the workspace; null where it leads out of it. */
export function inWorkspace({ registry }: RegistryPlace, path: string): string | null {
  const inside = posix.join(posix.dirname(registry), path).replace(/(?<=.)\/$/u, '');
  return inside === '..' || inside.startsWith('../') || posix.isAbsolute(inside) ? null : inside;
}

export function isThere({ workspaceRoot }: RegistryPlace, path: string): boolean {
  return existsSync(join(workspaceRoot, path));
}

/**
 * The project that a consumer's folder belongs to: the nearest folder above it that is one. A project of its own there
 * would take its files away from the real one, whose builds would then miss their changes. Null where there is none.
 */
export function owningProject(place: RegistryPlace, folder: string): string | null {
  for (let above = folder; above !== '.'; above = posix.dirname(above)) if (isProject(place, above)) return above;
  return isRootProject(place) ? '.' : null;
}

/** A package.json without a name only says how Node reads its folder. */
function isProject(place: RegistryPlace, folder: string): boolean {
  const manifest = manifestIn(place, folder);
  if (manifest !== null && (typeof manifest['name'] === 'string' || manifest['nx'] !== undefined)) return true;
  return isThere(place, posix.join(folder, 'project.json'));
}

/** The workspace's own package.json makes no project of it, but where it says something to Nx. */
function isRootProject(place: RegistryPlace): boolean {
  return isThere(place, 'project.json') || manifestIn(place, '.')?.['nx'] !== undefined;
}

function manifestIn({ workspaceRoot }: RegistryPlace, folder: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(readFileSync(join(workspaceRoot, folder, 'package.json'), 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null; // JSON: its keys are texts
  } catch {
    return null; // Not there, or being edited: Nx says so.
  }
}
