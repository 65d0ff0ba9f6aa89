import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as parser from '@actions/workflow-parser';
import { build, type Rolldown } from 'vite';

type Parser = typeof parser;

/** GitHub's own parser of workflows. It imports JSON in a way that only bundlers take, so it is bundled first. */
export async function workflowParser(): Promise<Parser> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: { ssr: fileURLToPath(import.meta.resolve('@actions/workflow-parser')), write: false, target: 'node20' },
  });
  // Without `watch` it answers one output, or a list of them.
  const [output] = (Array.isArray(built) ? built : [built]) as readonly Rolldown.RolldownOutput[];
  const folder = await mkdtemp(join(tmpdir(), 'rowpact-parser-'));
  try {
    for (const chunk of output?.output ?? [])
      if (chunk.type === 'chunk') await writeFile(join(folder, chunk.fileName.replace(/\.js$/u, '.mjs')), chunk.code);
    const entry = output?.output[0].fileName.replace(/\.js$/u, '.mjs') ?? '';
    // The bundle of the package has what the package has.
    return (await import(/* @vite-ignore */ pathToFileURL(join(folder, entry)).href)) as Parser;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
