import type { Failure } from '@rowpact/model';
import type { MigrationPlan } from '../migrations/migration.js';
import { requestedExtensions } from '../migrations/requested-extensions.js';
import { splitMigration } from '../migrations/split-statements.js';
import { findExtension } from './extension-packages.js';
import { KNOWN_EXTENSIONS, type KnownExtension } from './known-extensions.js';
import type { ReplayOptions } from './replay-options.js';

/** Names an extension that the embedded engine lacks, with the YAML that stubs it. */
export function extensionMissing(extension: string, place: string): Failure {
  const known = Object.hasOwn(KNOWN_EXTENSIONS, extension) ? KNOWN_EXTENSIONS[extension] : undefined;
  return {
    code: 'extension-missing',
    message: `${place}: the embedded PostgreSQL does not have the extension ${extension}`,
    hint: hintFor(extension, known),
    detail: stubYaml(extension, known ?? { types: [], functions: [] }),
  };
}

function hintFor(extension: string, known: KnownExtension | undefined): string {
  const paste = 'Paste these lines into producer.yaml: a stub stands in for the extension, so that the rest works.';
  const complete = known ? '' : ' List the types and functions of it that your migrations use.';
  return `${paste}${complete} Or install @electric-sql/pglite-${extension}, if there is one.`;
}

function stubYaml(extension: string, known: KnownExtension): readonly string[] {
  const name = /^[a-z][a-z0-9_]*$/.test(extension) ? extension : JSON.stringify(extension);
  const functions = known.functions.map((signature) => `      - ${JSON.stringify(signature)}`);
  return [
    'extensions:',
    `  ${name}:`,
    `    types: [${known.types.join(', ')}]`,
    ...(functions.length === 0 ? ['    functions: []'] : ['    functions:', ...functions]),
  ];
}

/** The extensions of later migrations that will be missing too, each at its first CREATE EXTENSION. */
export function furtherMissing(plan: MigrationPlan, options: ReplayOptions, first: Failure): readonly Failure[] {
  const known = new Set(['plpgsql', ...options.stubs.map((stub) => stub.extension)]);
  const named = new Set<string>();
  const failures: Failure[] = [];
  const start = plan.migrations.findIndex(({ path }) => path === first.location?.file);
  for (const migration of plan.migrations.slice(Math.max(start, 0))) {
    for (const statement of splitMigration(migration)) {
      for (const extension of requestedExtensions(statement.text)) {
        if (known.has(extension) || named.has(extension)) continue;
        named.add(extension);
        if (findExtension(extension, options.packageFolders ?? []) !== null) continue;
        const file = statement.file ?? migration.path;
        const failure = extensionMissing(extension, `${file}:${String(statement.line)}`);
        if (!first.message.endsWith(` ${extension}`)) {
          failures.push({ ...failure, location: { file, line: statement.line, column: statement.column } });
        }
      }
    }
  }
  return failures;
}
