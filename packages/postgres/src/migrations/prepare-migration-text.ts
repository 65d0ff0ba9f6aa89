import { fail } from '@rowpact/model';
import { fillPlaceholders } from './fill-placeholders.js';
import { lineOf } from './line-counter.js';
import { selectPostgresChangesets } from './liquibase-changesets.js';
import { selectUpSection } from './up-section.js';

/**
 * What of a file runs: placeholders filled in, the way back and other databases' parts blanked.
 * @param path - names the file in failures; its name tells whether Flyway's strict placeholders apply.
 */
export function prepareMigrationText(
  raw: string,
  path: string,
  placeholders: Readonly<Record<string, string>>,
): string {
  checkEnvironment(raw, path);
  const flyway = /(?:^|\/)(?:[VB]\d[\d._]*|R)__[^/]*$/.test(path);
  const filled = fillPlaceholders(raw, path, placeholders, flyway);
  return selectUpSection(selectPostgresChangesets(filled), path);
}

/** goose may fill in environment variables; a schema must not depend on who looks at it. */
function checkEnvironment(raw: string, path: string): void {
  const mark = /^[ \t]*--[ \t]*\+goose[ \t]+envsub[ \t]+on\b/im.exec(raw);
  if (mark === null) return;
  const line = lineOf(raw, mark.index);
  fail({
    code: 'migration-unreadable',
    message: `${path}:${String(line)} lets goose fill in environment variables`,
    hint: 'Write the values into the file, or leave the file out with `ignore:` in producer.yaml.',
    location: { file: path, line },
  });
}
