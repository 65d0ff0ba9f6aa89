import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The name of a plugin that looks at the same files as ours and has nothing to say, with a sync generator that does nothing. */
export const IDLE_PLUGIN = 'idle-plugin';

/** Puts it into a `node_modules`: what Nx itself costs, with a plugin and a sync generator. */
export async function writeIdlePlugin(nodeModules: string): Promise<void> {
  const files = {
    'package.json': JSON.stringify({
      name: IDLE_PLUGIN,
      version: '0.0.0',
      main: './plugin.js',
      generators: './generators.json',
    }),
    'generators.json': JSON.stringify({ generators: { sync: { factory: './sync.js', schema: './schema.json' } } }),
    'schema.json': '{ "$id": "Idle", "type": "object", "properties": {} }',
    'plugin.js': `exports.name = '${IDLE_PLUGIN}';\nexports.createNodes = exports.createNodesV2 = ['**/producer.yaml', () => []];\n`,
    'sync.js': 'module.exports = () => undefined;\n',
  };
  const folder = join(nodeModules, IDLE_PLUGIN);
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}
