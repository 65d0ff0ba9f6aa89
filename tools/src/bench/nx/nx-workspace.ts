import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How big a workspace is. */
export interface NxSize {
  readonly consumers: number;
  readonly migrations: number;
}

export const FULL_NX: NxSize = { consumers: 600, migrations: 400 };
/** For a smoke test. */
export const QUICK_NX: NxSize = { consumers: 6, migrations: 4 };

const PER_TABLE = 4;
const EACH_USES = 5;

/**
 * Writes a workspace with one producer and its consumers, each a project of its own, in a git repository, with nothing
 * generated yet. Every fourth migration makes a table, the others add to it.
 * @param nodeModules linked as the workspace's own
 */
export async function writeNxWorkspace(folder: string, { consumers, migrations }: NxSize, nodeModules: string) {
  await write(folder, 'package.json', '{"name":"league","private":true,"workspaces":["services/*"]}\n');
  await write(folder, '.gitignore', 'node_modules\n.nx\n');
  await write(
    folder,
    'registry/league/producer.yaml',
    'version: 1\nproducer: league\nschema:\n  migrations: db/migrations\n',
  );
  for (let at = 0; at < migrations; at++)
    await write(folder, `db/migrations/${String(at + 1).padStart(4, '0')}_change.sql`, migration(at));
  const tables = Math.ceil(migrations / PER_TABLE);
  for (let at = 0; at < consumers; at++)
    await writeConsumer(folder, `service-${String(at).padStart(4, '0')}`, at, tables);
  await symlink(nodeModules, join(folder, 'node_modules'), 'junction');
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  git('init', '--quiet');
  git('add', '--all');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@league.example', 'commit', '--quiet', '--message', 'all');
}

async function writeConsumer(folder: string, name: string, at: number, tables: number): Promise<void> {
  const used = Array.from({ length: Math.min(EACH_USES, tables) }, (_, index) => (at * 7 + index * 3) % tables);
  const relations = [...new Set(used)].sort((left, right) => left - right);
  await write(
    folder,
    `services/${name}/package.json`,
    `{"name":"${name}","version":"0.0.0","scripts":{"build":"true"}}\n`,
  );
  await write(
    folder,
    `registry/league/consumers/${name}.yaml`,
    `# What ${name} uses of the database of league.
version: 1
consumer: ${name}
producer: league
source: services/${name}
generate:
  file: src/database.gen.ts
  driver: pg
relations:
${relations.map((table) => `  team_${table}:\n    read: [id, name, wins]\n`).join('')}`,
  );
}

function migration(at: number): string {
  const table = `team_${Math.floor(at / PER_TABLE)}`;
  return at % PER_TABLE === 0
    ? `CREATE TABLE ${table} (id bigint PRIMARY KEY, name text NOT NULL, wins int, founded timestamptz);\n`
    : `ALTER TABLE ${table} ADD COLUMN note_${at} text;\n`;
}

async function write(folder: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
