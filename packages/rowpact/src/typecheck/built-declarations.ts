import { readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';

/**
 * Packages of a workspace often read each other's build. A declaration that was built from a generated module is as old as that
 * build; in the mirror it becomes a way to the module itself, as if it had been built again.
 * @param modules - the generated modules in the mirror, absolute.
 * @param within - the consumer's folder in the mirror.
 */
export async function refreshDeclarations(modules: readonly string[], within: string): Promise<void> {
  // A folder of `.sql` files has a module beside each: nobody looks through a package once for every one of them.
  const found = new Map<string, readonly string[]>();
  for (const module of modules) {
    const folder = await packageOf(module, within);
    const declarations = found.get(folder) ?? (await declarationsBelow(folder));
    found.set(folder, declarations);
    await refreshDeclaration(module, declarations);
  }
}

async function refreshDeclaration(module: string, declarations: readonly string[]): Promise<void> {
  const name = /^(?<stem>.*)\.(?<kind>[cm]?)ts$/u.exec(basename(module))?.groups;
  if (!name || module.endsWith('.d.ts')) return;
  const kind = name['kind'] ?? '';
  const built = `${name['stem'] ?? ''}.d.${kind}ts`;
  for (const file of declarations.filter((path) => basename(path) === built)) {
    const way = relative(dirname(file), join(dirname(module), `${name['stem'] ?? ''}.${kind}js`))
      .split(sep)
      .join('/');
    await writeFile(file, `export * from '${way.startsWith('.') ? way : `./${way}`}';\n`);
  }
}

/** Another package may have a module of the same name. */
async function packageOf(module: string, within: string): Promise<string> {
  for (let folder = dirname(module); folder !== within && folder.startsWith(within); folder = dirname(folder)) {
    if ((await readdir(folder)).includes('package.json')) return folder;
  }
  return within;
}

async function declarationsBelow(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile() && /\.d\.[cm]?ts$/u.test(entry.name)) found.push(path);
    else if (entry.isDirectory() && entry.name !== 'node_modules') found.push(...(await declarationsBelow(path)));
  }
  return found;
}
