import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { z } from 'zod';

/** The objects and enums of a module of schemas, by name. */
export type LoadedSchemas = Readonly<Record<string, z.ZodObject<Record<string, z.ZodType>>>>;

/** Runs a generated module of schemas. It needs no other file: what it says of the module of rows is types only. */
export async function loadSchemas(text: string | null): Promise<LoadedSchemas> {
  if (text === null) throw new TypeError('a contract without zod');
  // In the package, so that `zod` is found.
  const folder = mkdtempSync(join(import.meta.dirname, '../../loaded-schemas-'));
  try {
    const path = join(folder, 'rows.zod.ts');
    writeFileSync(path, text);
    return (await import(pathToFileURL(path).href)) as LoadedSchemas;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
