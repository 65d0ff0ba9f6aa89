import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openModuleGraph } from '../module/module-graph.js';
import type { FindInModule } from '../module/source-module.js';
import { describeFindings } from './describe-findings.js';

/** The folder of the cases of one finder. */
export function casesFolder(name: string): string {
  return join(dirname(fileURLToPath(import.meta.url)), '../cases', name);
}

/** One test per folder of cases: what is found in its modules is what `expected.json` says. */
export function testFindingCases(cases: string, find: FindInModule): void {
  for (const name of readdirSync(cases).sort()) {
    it(name.replaceAll('-', ' '), () => {
      const folder = join(cases, name);
      const text = `${JSON.stringify(describeFindings(findIn(folder, find)), null, 2)}\n`;
      const golden = join(folder, 'expected.json');
      if (process.env['UPDATE_GOLDENS']) writeFileSync(golden, text);
      expect(text).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : null);
    });
  }
}

/** What is found in each module of a folder, by the modules' names. */
export function findIn(folder: string, find: FindInModule): readonly ReturnType<FindInModule>[] {
  const graph = openModuleGraph({ folder });
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.[cm]?[jt]sx?$/.test(file),
  );
  return files.sort().map((file) => {
    const module = graph.open(file);
    if (!('source' in module)) throw new TypeError(`${file} cannot be parsed`);
    return find(module, { graph, callers: [] });
  });
}
