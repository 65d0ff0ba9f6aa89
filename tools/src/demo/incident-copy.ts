import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/**
 * The incident in a folder of its own: producer and consumers as they were on the day before migration 019, copied out
 * of the repository so that nothing in it changes. The dependencies are the repository's, by a link.
 */
export interface IncidentCopy {
  /** The copy's top folder, absolute. */
  readonly root: string;
  readonly migrations: string;
  /** The service of the incident: its registry lies in it. */
  readonly service: string;
  readonly coachDashboard: string;
  readonly notifier: string;
  /** Adds the migrations of these versions to the producer, as a merge would. */
  addMigrations(...versions: readonly string[]): Promise<readonly string[]>;
  /** Replaces the hand-written `Player` by the generated row: the one edit that the service needs. Answers the line. */
  adoptGeneratedRow(): Promise<string>;
  /**
   * Has the service's statements typed where they are run: a line in its contract, and its pages say no type at their queries
   * any more. The page's query is then a `SELECT p.*`, and a list that names `team_id`.
   */
  typeStatements(): Promise<void>;
  remove(): Promise<void>;
}

const DAY_BEFORE = 18;
const NOT_COPIED = new Set(['node_modules', '.svelte-kit', 'build', 'dist']);

/** Makes the copy below the system's temporary folder. `repository`: the repository's root, absolute. */
export async function copyIncident(repository: string): Promise<IncidentCopy> {
  const root = await mkdtemp(join(tmpdir(), 'rowpact-demo-'));
  const examples = join(root, 'examples');
  for (const folder of ['basketball-api', 'coach-dashboard', 'notifier', 'incident/at-018']) {
    const filter = (source: string): boolean => !NOT_COPIED.has(basename(source));
    await cp(join(repository, 'examples', folder), join(examples, folder), { recursive: true, filter });
  }
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'), 'junction');
  const migrations = join(examples, 'basketball-api', 'migrations');
  const later = join(root, 'later-migrations');
  await setAside(migrations, later);
  const service = join(examples, 'incident', 'at-018');
  prepareSvelteKit(repository, service);
  return {
    root,
    migrations,
    service,
    coachDashboard: join(examples, 'coach-dashboard'),
    notifier: join(examples, 'notifier'),
    addMigrations: (...versions) => addMigrations(later, migrations, versions),
    adoptGeneratedRow: () => adoptGeneratedRow(join(service, 'src', 'lib', 'types.ts')),
    typeStatements: async () => {
      await typeStatements(service);
      prepareSvelteKit(repository, service);
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Writes `.svelte-kit`, which the service's tsconfig extends: `npm install` does that in a real checkout. */
function prepareSvelteKit(repository: string, service: string): void {
  const program = join(repository, 'node_modules', '.bin', 'svelte-kit');
  const { status, stderr } = spawnSync(program, ['sync'], {
    cwd: service,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`svelte-kit sync failed in the copy: ${stderr}`);
}

async function setAside(migrations: string, later: string): Promise<void> {
  await mkdir(later);
  for (const name of await readdir(migrations)) {
    if (Number.parseInt(name, 10) > DAY_BEFORE) await rename(join(migrations, name), join(later, name));
  }
}

async function addMigrations(
  later: string,
  migrations: string,
  versions: readonly string[],
): Promise<readonly string[]> {
  const names = (await readdir(later))
    .filter((name) => versions.some((version) => name.startsWith(`${version}_`)))
    .sort();
  if (names.length !== versions.length) throw new Error(`the producer has no migrations ${versions.join(', ')} to add`);
  for (const name of names) await rename(join(later, name), join(migrations, name));
  return names;
}

const HAND_WRITTEN = /export interface Player \{[^}]*\}\n/;
const GENERATED = "export type { PlayersRow as Player } from './database.gen';\n";

async function adoptGeneratedRow(file: string): Promise<string> {
  const text = await readFile(file, 'utf8');
  if (!HAND_WRITTEN.test(text)) throw new Error(`${basename(file)} has no hand-written Player to replace`);
  await writeFile(file, text.replace(HAND_WRITTEN, GENERATED));
  return GENERATED.trim();
}

async function typeStatements(service: string): Promise<void> {
  const contract = join(service, 'registry', 'basketball-api', 'consumers', 'westside-contracts.yaml');
  await edit(contract, [/^( +)driver: pg$/m, '$&\n$1statements: true']);
  const routes = join(service, 'src', 'routes');
  await edit(
    join(routes, '+page.server.ts'),
    [/query<ListedContract>/, 'query'],
    [/^type ListedContract.*\n\n/m, ''],
    PLAYER,
  );
  await edit(join(routes, 'contract', '[token]', 'sign', '+server.ts'), [/query<OpenContract>/, 'query']);
  await edit(
    join(routes, 'contract', '[token]', '+page.server.ts'),
    [/^\/\*\* What the page query answers.*\ntype ContractRow.*\n\n/m, ''],
    PLAYER,
    [/query<ContractRow>/, 'query'],
    [/,\n +t\.name AS team_name/, ''],
    [/\n +LEFT JOIN teams t ON t\.id = p\.team_id/, ''],
    [/^ +if \(!player\) .*\n/m, `$&${TEAM_QUERY}`],
    [/player\.team_name/, 'team?.name ?? null'],
    [/^ +player,$/m, '    player: { ...player, team_name: team?.name ?? null },'],
  );
}

const PLAYER: Edit = [/^import type \{ Player \} from '\$lib\/types';\n/m, ''];

/** `$$` stands for a `$` in what replaces a text. */
const TEAM_QUERY = `  const teams = await database().query(
    \`SELECT p.team_id, t.name
       FROM players p
       JOIN teams t ON t.id = p.team_id
      WHERE p.id = $$1\`,
    [player.id],
  );
  const team = teams.rows[0];
`;

type Edit = readonly [what: RegExp, to: string];

async function edit(file: string, ...edits: readonly Edit[]): Promise<void> {
  let text = await readFile(file, 'utf8');
  for (const [what, to] of edits) {
    if (!what.test(text)) throw new Error(`${basename(file)} has nothing like ${what.source}`);
    text = text.replace(what, to);
  }
  await writeFile(file, text);
}
