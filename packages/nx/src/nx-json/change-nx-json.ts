import { type NxJsonConfiguration, parseJson, readNxJson, type Tree } from '@nx/devkit';
import { editJson } from './edit-json.js';

const FILE = 'nx.json';

/**
 * Changes `nx.json` where it differs, and leaves people's comments in it: `updateNxJson` of Nx writes the whole file anew. What comes from
 * a file that it `extends` counts as there; a part that changes is then written as a whole, as Nx merges no deeper.
 */
export function changeNxJson(tree: Tree, change: (nxJson: NxJsonConfiguration) => NxJsonConfiguration): void {
  const text = tree.read(FILE, 'utf8') ?? '{}\n';
  const own: Readonly<Record<string, unknown>> = parseJson(text);
  const before: NxJsonConfiguration = readNxJson(tree) ?? {};
  const changed = Object.entries(change(before)).filter(([key, value]) => !isSame(value, Reflect.get(before, key)));
  const after = editJson(text, own, { ...own, ...Object.fromEntries(changed) });
  if (after !== text) tree.write(FILE, after);
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
