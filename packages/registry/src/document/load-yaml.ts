import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

let loaded: typeof Yaml | null = null;

/**
 * The `yaml` package, loaded when first needed (some 30 ms): registry files are nearly always plain enough to be read
 * without it, and `locate`, which needs it, is only called for what goes into a report.
 */
export function loadYaml(): typeof Yaml {
  loaded ??= createRequire(import.meta.url)('yaml') as typeof Yaml; // `require` has no types of its own
  return loaded;
}
