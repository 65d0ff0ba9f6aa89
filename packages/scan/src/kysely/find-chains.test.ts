import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openModuleGraph } from '../module/module-graph.js';
import { describeFindings } from './testing/describe-findings.js';
import { findKyselyChains } from './find-chains.js';

const CASES = join(dirname(fileURLToPath(import.meta.url)), '../cases/kysely');

describe('chains of Kysely', () => {
  for (const name of readdirSync(CASES).sort()) {
    it(name.replaceAll('-', ' '), () => {
      const folder = join(CASES, name);
      const graph = openModuleGraph({ folder });
      const files = readdirSync(folder)
        .filter((file) => /\.[cm]?[jt]sx?$/.test(file))
        .sort();
      const found = files.map((file) => {
        const module = graph.open(file);
        if (!('source' in module)) throw new TypeError(`${file} cannot be parsed`);
        return findKyselyChains(module, { graph, callers: [] });
      });
      const golden = join(folder, 'expected.json');
      const text = `${JSON.stringify(describeFindings(found), null, 2)}\n`;
      if (process.env['UPDATE_GOLDENS'] || !existsSync(golden)) writeFileSync(golden, text);
      expect(text).toBe(readFileSync(golden, 'utf8'));
    });
  }
});
