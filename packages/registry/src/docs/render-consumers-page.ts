import type { Producer } from '@rowpact/model';
import { posix } from 'node:path';
import type { ConsumersPage } from './consumers-page.js';
import { downstreamConsumers } from './consumers-table.js';
import { code, link, plainText } from './markdown.js';
import { sharedTables } from './shared-tables.js';

/**
 * The Markdown that tells a producer's people who depends on their database: consumers, shared tables, how a column is
 * dropped in two phases, and what to run before a migration merges. The same bytes for the same registry; no line numbers,
 * so that moved code does not change it.
 */
export function renderConsumersPage(input: ConsumersPage): string {
  const { producer } = input;
  const page = input.page ?? `registry/${producer.name}/README.md`;
  const lines = [
    `# Who uses the database of ${plainText(producer.name)}`,
    '',
    '<!-- Written by `npx rowpact docs` from the registry. Change the contracts, not this page. -->',
    '',
    `This page is generated from the registry by \`npx rowpact docs\`; \`npx rowpact docs --check\` says whether it is up to date.`,
    ...(producer.owners.length === 0 ? [] : [`${producer.owners.map(plainText).join(', ')} answer for the database.`]),
    '',
    ...downstreamConsumers(input, page),
    '',
    ...sharedTables(input),
    '',
    ...TWO_PHASES,
    '',
    ...CHECKLIST,
    '',
    ...migrationsReadme(producer, page),
  ];
  return `${lines.join('\n')}\n`;
}

const TWO_PHASES = `## Dropping a column takes two phases

A column that a consumer still uses is not dropped, and not renamed: the consumer would fail the moment the migration runs.

1. **Ask who uses it.** This names every consumer with file and line, and what a drop would break:

   \`\`\`sh
   npx rowpact explain TABLE.COLUMN
   \`\`\`

2. **First phase: make every consumer stop using it**, and deploy the consumers. A new column for the old one's work comes
   before. Then bring the registry up to date and look whether anything is left:

   \`\`\`sh
   npx rowpact scan
   npx rowpact audit
   \`\`\`

3. **Second phase: drop it**, in a migration of its own, once \`npx rowpact explain TABLE.COLUMN\` names nobody.

A column read through "every column" is used as long as the code behind it reads it, or hands the row on where it cannot be
followed.`.split('\n');

const CHECKLIST = `## Before a migration merges

- [ ] \`npx rowpact snapshot\`: the schema in the registry is the one after the migration.
- [ ] \`npx rowpact explain TABLE.COLUMN\`, for each column that it drops, renames or gives another type: nobody is named.
- [ ] \`npx rowpact generate\`, then each consumer's own type-check: no line fails.
- [ ] \`npx rowpact scan --check\`: the contracts say what the consumers' code does.
- [ ] \`npx rowpact audit\`: nothing is missing, stale or unknown.
- [ ] \`npx rowpact docs --check\`: this page is up to date.`.split('\n');

/** What whoever writes a migration should see first. */
function migrationsReadme({ source }: Producer, page: string): readonly string[] {
  const folder =
    source.kind === 'migrations' ? source.folder : source.kind === 'schema file' ? posix.dirname(source.file) : null;
  const inside = folder !== null && folder !== '..' && !folder.startsWith('../');
  const readme = inside ? posix.join(folder, 'README.md') : null;
  const target = inside ? posix.relative(folder, page) : page;
  return [
    '## For the README beside the migrations',
    '',
    readme === null
      ? 'So that nobody writes a migration without knowing:'
      : `For ${code(readme)}, so that nobody writes a migration without knowing:`,
    '',
    '```markdown',
    '## Other services use these tables',
    '',
    `Before you drop, rename or change a column, see ${link('who uses it', target)}, and tick its checklist`,
    'before you merge.',
    '```',
  ];
}
