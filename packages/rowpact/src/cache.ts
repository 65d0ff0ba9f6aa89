import { clearCache, defaultCacheDirectory, describeCache } from '@rowpact/postgres';
import { jsonLine } from './output/json-report.js';
import type { OutputFormat } from './run-command.js';
import type { World } from './world.js';

/** `rowpact cache`: tells what the cache holds, or clears it. */
export async function runCache(world: World, clear: boolean, format: OutputFormat): Promise<0> {
  const directory = defaultCacheDirectory(world.env);
  const before = await describeCache(directory);
  if (clear) await clearCache(directory);
  const result = { directory, entries: before.entries, bytes: before.bytes, cleared: clear };
  if (format === 'json') world.stdout.write(jsonLine(result));
  else
    world.stdout.write(
      `${clear ? 'cleared ' : ''}${directory}  ${before.entries} entries, ${megabytes(before.bytes)}\n`,
    );
  return 0;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
