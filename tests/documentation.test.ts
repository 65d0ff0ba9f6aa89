import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPROVAL_RULES, LIFECYCLE_RULES, RULES } from '@rowpact/impact';
import { readRegistry } from '@rowpact/registry';
import { parseLifecycle } from '@rowpact/registry/lifecycle';
import { TYPECHECK_RULE } from '../packages/rowpact/src/typecheck/attach-proof.js';
import { newProject } from './project.js';
import { node, REPOSITORY, tool } from './run-tool.js';

const RULE_PAGES = 'packages/impact/src/rules';

function foldersOf(path: string): readonly string[] {
  return readdirSync(join(REPOSITORY, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'examples/README.md',
  ...['model', 'postgres', 'scan', 'registry', 'impact', 'codegen', 'rowpact', 'nx'].map(
    (name) => `packages/${name}/README.md`,
  ),
  ...['MAP.md', 'nx.md', 'dictionary.md', 'errors.md', 'ci/README.md', 'rules/README.md'].map((name) => `docs/${name}`),
  ...['annotate', 'check', 'two-phase-drop', 'contract', 'migrations', 'sql-files', 'statements', 'use'].map(
    (name) => `docs/guides/${name}.md`,
  ),
  ...readdirSync(join(REPOSITORY, 'docs/findings')).map((name) => `docs/findings/${name}`),
  ...foldersOf(RULE_PAGES).map((name) => `${RULE_PAGES}/${name}/README.md`),
  ...foldersOf('examples/scenarios').map((name) => `examples/scenarios/${name}/README.md`),
];

/** How many kinds of changes the list has, letter by letter. */
const CHANGES = { A: 13, B: 10, C: 18, D: 24, E: 13, F: 15, G: 9, H: 10, I: 12, J: 4 } as const;

async function page(path: string): Promise<string> {
  return readFile(join(REPOSITORY, path), 'utf8');
}

function blocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, body = '']) => body);
}

describe('every page', () => {
  it.each(PAGES)('%s links to what is there', async (path) => {
    const links = [...(await page(path)).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(
      ([, target = '']) => target,
    );
    expect(links.filter((target) => !existsSync(join(REPOSITORY, dirname(path), target)))).toEqual([]);
  });

  it('is in the list above', async () => {
    const found = await readdir(join(REPOSITORY, 'docs'), { recursive: true });
    const pages = found.filter((name) => name.endsWith('.md')).map((name) => `docs/${name.replaceAll('\\', '/')}`);
    expect(pages.filter((path) => !PAGES.includes(path))).toEqual([]);
  });
});

describe('docs/errors.md', () => {
  it('has a section for every failure code, and for nothing else', async () => {
    const source = await page('packages/model/src/failure.ts');
    const union = /export type FailureCode =([^;]+);/.exec(source)?.[1] ?? '';
    const codes = [...union.matchAll(/'([a-z-]+)'/g)].map(([, code]) => code);
    const sections = [...(await page('docs/errors.md')).matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(codes.length).toBeGreaterThan(10);
    expect(sections).toEqual(codes);
  });
});

describe('docs/findings', () => {
  it('has a page for every kind of finding, and for nothing else', async () => {
    const source = (await page('packages/model/src/finding.ts')) + (await page('packages/model/src/impact.ts'));
    const found = source.matchAll(/^export interface \w+ \{\n {2}readonly kind: '([a-z-]+)';/gm);
    const kinds = [...found].map(([, kind = '']) => kind);
    expect(kinds.length).toBeGreaterThan(15);
    const pages = (await readdir(join(REPOSITORY, 'docs/findings'))).filter((name) => name !== 'README.md');
    expect(pages.sort()).toEqual(kinds.map((kind) => `${kind}.md`).sort());
    const index = await page('docs/findings/README.md');
    expect(kinds.filter((kind) => !index.includes(`](${kind}.md)`))).toEqual([]);
  });
});

describe('docs/rules', () => {
  /** What somebody else than a rule finds: the consumer's own type-check. */
  const byOthers = [TYPECHECK_RULE];
  const judged = RULES.map(({ id }) => id);
  const ofTheGate = [...LIFECYCLE_RULES.map(({ id }) => id), ...APPROVAL_RULES];
  const all = [...judged, ...ofTheGate, ...byOthers].sort();

  it('has a page for every rule, and for nothing else', () => {
    expect(judged.length).toBeGreaterThan(40);
    expect(new Set(all).size).toBe(all.length);
    expect(foldersOf(RULE_PAGES).toSorted()).toEqual(all);
  });

  it.each(judged)('%s says what breaks, why, the safe way, and when it is a false alarm', async (id) => {
    const headings = (await page(`${RULE_PAGES}/${id}/README.md`)).split('\n').filter((line) => /^##? /.test(line));
    const fixed = ['What breaks', 'Why', 'The safe way', 'When it is a false alarm'];
    expect(headings).toEqual([`# ${id}`, ...fixed.map((title) => `## ${title}`)]);
  });

  it.each([...ofTheGate, ...byOthers])('%s says what it is and the safe way', async (id) => {
    const text = await page(`${RULE_PAGES}/${id}/README.md`);
    expect(text).toMatch(new RegExp(`^# ${id}\\n`));
    expect(text).toMatch(/^(?:## The safe way$|\*\*The safe way\.\*\* )/m);
  });

  it('lists each rule once, and no other', async () => {
    const lines = (await page('docs/rules/README.md')).split('\n');
    const listed = lines.flatMap((line) => /^\| \[([a-z-]+)\]\(\S+\/\1\/README\.md\) \|/.exec(line)?.[1] ?? []);
    expect(listed.toSorted()).toEqual(all);
  });

  it('names every change that there is, with the rules that name it', async () => {
    const lines = (await page('docs/rules/README.md')).split('\n');
    const claims = lines.flatMap((line) => {
      const [, rule, changes = ''] = /^\| \[([a-z-]+)\]\(.*\| ([A-J\d ]+) \|$/.exec(line) ?? [];
      return rule === undefined ? [] : changes.split(' ').map((change) => `${change} ${rule}`);
    });
    const listed = lines.flatMap((line) => {
      const [, change, judges = ''] = /^\| ([A-J]\d+) \| [^|]+ \| ([^|]+) \|$/.exec(line) ?? [];
      return change === undefined ? [] : [{ change, judges }];
    });
    const all = Object.entries(CHANGES).flatMap(([letter, count]) =>
      Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
    );
    expect(new Set(listed.map(({ change }) => change))).toEqual(new Set(all));
    const named = listed.flatMap(({ change, judges }) =>
      [...judges.matchAll(/\[([a-z-]+)\]\([^)]*\/rules\//g)].map(([, rule]) => `${change} ${rule}`),
    );
    expect(named.toSorted()).toEqual(claims.toSorted());
  });
});

describe('the YAML that the guides of the gate show', () => {
  it('is a lifecycle.yaml that can be read', async () => {
    const shown = blocks(await page('docs/guides/two-phase-drop.md'), 'yaml').map((text) =>
      parseLifecycle(text, 'page'),
    );
    const announced = shown.flatMap(({ lifecycle }) => lifecycle.deprecations.map(({ kind }) => kind));
    expect([...new Set(announced)].sort()).toEqual(['column', 'constraint', 'default', 'enum value', 'table']);
  });

  it('is a policy that producer.yaml takes', async () => {
    const [policy = ''] = blocks(await page('docs/guides/check.md'), 'yaml');
    const producer = 'version: 1\nproducer: league-api\nschema:\n  migrations: migrations\n';
    const project = await newProject({ 'registry/league-api/producer.yaml': producer + policy });
    const registry = await readRegistry(join(project.root, 'registry'));
    await project.remove();
    expect(registry.producers[0]?.producer.policy).toEqual({
      drops: 'two-phase',
      graceDays: 30,
      rollbackVersions: 1,
      levels: { 'column-added': 'warning', silent: 'warning' },
      approvers: ['@westside/data'],
    });
  });
});

describe('the commands that pages show', () => {
  /** How each is run here. What needs a whole run of its own is run by the test that is named. */
  const ran: Readonly<Record<string, string>> = {
    'npm run demo': 'this file',
    'npm test': 'you are looking at it',
    'npm install --save-dev rowpact': 'published/plain-cli.test.ts',
    'npx rowpact init': 'commands.test.ts',
    'npx rowpact generate': 'this file',
    'npx rowpact generate --check': 'this file',
    'npx rowpact watch': 'watch.test.ts',
    'npx rowpact migrations': 'this file',
    'npx rowpact migration "add a waiting list"': 'commands.test.ts',
    'npx rowpact migration --drop players.team_id': 'commands.test.ts',
    'npx nx generate @rowpact/nx:producer basketball-api --migrations=examples/basketball-api/migrations':
      'nx-generators.test.ts',
    'npx nx generate @rowpact/nx:consumer westside-contracts': 'nx-generators.test.ts',
    'npx nx generate @rowpact/nx:migration "drop players.team_id"': 'nx-generators.test.ts',
    'npx nx generate @rowpact/nx:deprecate players.team_id --replacement=player_teams.team_id --removeAfter=2027-01-15 --reason="players may be in several teams"':
      'nx-generators.test.ts',
    'npx rowpact scan': 'this file',
    'npx rowpact scan --check': 'this file',
    'npx rowpact explain players.date_of_birth': 'this file',
    'npx rowpact docs': 'this file',
    'npx rowpact docs --check': 'this file',
    'npx rowpact audit': 'use.test.ts',
    'npx rowpact audit --list docs/migrations.md': 'review.test.ts',
    'npx rowpact adopt': 'review.test.ts',
    'npx rowpact annotate': 'annotate.test.ts',
    'npx rowpact annotate --check': 'annotate.test.ts',
    'npx rowpact generate --from-snapshot --consumer westside-contracts': 'this file',
    'npx rowpact check --from 018 --to 019': 'this file',
    'npx rowpact check --from 019 --to 020': 'this file',
    'npx rowpact check --format markdown': 'check-guide.test.ts',
    'npx rowpact check --format checklist': 'check-guide.test.ts',
    'npx rowpact check --output rowpact-report --format sarif --format junit --format json': 'check-guide.test.ts',
    'npx rowpact check --from 018 --to 019 --write-baseline': 'check-guide.test.ts',
    'ROWPACT_OVERRIDE="anna: the page is down" npx rowpact check --from 018 --to 019': 'check-guide.test.ts',
    'npx rowpact approve c25034bc150993d2 --hazard column-dropped --by anna --why "the page is switched off" --expires 2027-01-15':
      'check-guide.test.ts',
    'npx rowpact check --base origin/main': 'two-phase-drop.test.ts',
    'npx rowpact check --base origin/main --format text --format sarif=report.sarif --format markdown=comment.md':
      'check-guide.test.ts',
    'npx rowpact deprecate players.team_id --replacement player_teams.team_id --remove-after 2027-01-15 --reason "players may be in several teams"':
      'two-phase-drop.test.ts',
    'npx rowpact deprecate players.team_id --revive': 'two-phase-drop.test.ts',
    'npx rowpact deprecate players.team_id --dropped 019_drop_players_team_id': 'two-phase-drop.test.ts',
    'npx rowpact deployed westside-contracts "$(git rev-parse HEAD)" --environment production':
      'two-phase-drop.test.ts',
    'npx rowpact lifecycle': 'this file',
    'npx rowpact snapshot': 'two-phase-drop.test.ts',
    'npx nx add @rowpact/nx': 'published/nx.test.ts',
    'npx nx sync': 'nx/precision.test.ts',
    'npx nx sync:check': 'nx/precision.test.ts',
    'npx nx affected -t build typecheck test': 'nx/precision.test.ts',
    'npx nx affected -t check-row-types check-snapshot scan-check check-migrations': 'nx/remote-cache.test.ts',
    'npx nx show project westside-contracts': 'published/nx.test.ts',
    'npx nx graph --file=graph.json': 'published/nx.test.ts',
    'npx nx generate @rowpact/nx:init --no-commit': 'nx-generators.test.ts',
    'NX_SELF_HOSTED_REMOTE_CACHE_SERVER=http://cache.example NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN=secret npx nx run-many -t check-row-types build':
      'nx/remote-cache.test.ts',
  };

  it('are all run by a test', async () => {
    const texts = await Promise.all(PAGES.map(page));
    const commands = texts.flatMap((text) => blocks(text, 'sh')).flatMap((block) => block.split('\n'));
    const shown = commands.map((line) => line.replace(/\s+#.*$/, '').trim()).filter((line) => line !== '');
    expect([...new Set(shown)].filter((command) => !(command in ran))).toEqual([]);
    expect(Object.keys(ran).filter((command) => !shown.includes(command))).toEqual([]);
  });

  it.each(Object.keys(ran).filter((command) => command.startsWith('npx rowpact') && ran[command] === 'this file'))(
    '%s ends well in this repository',
    async (command) => {
      const [, name = '', ...args] = command.split(' ');
      expect(await tool(name, args, { cwd: REPOSITORY })).toMatchObject({ code: 0 });
    },
  );
});

describe('the TypeScript that packages show', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rowpact-pages-'));
    await symlink(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'), 'junction');
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('compiles against the built packages', async () => {
    const options = {
      strict: true,
      noEmit: true,
      target: 'es2023',
      module: 'nodenext',
      types: ['node'],
      skipLibCheck: true,
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options }));
    for (const name of ['model', 'postgres', 'impact', 'rowpact']) {
      const [code = ''] = blocks(await page(`packages/${name}/README.md`), 'ts');
      expect(code).not.toBe('');
      await writeFile(join(folder, `${name}.ts`), code);
    }
    expect(await tool('tsc', ['-p', '.'], { cwd: folder })).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('the demo', () => {
  it('says what README.md says it says (UPDATE_GOLDENS=1 writes it there)', async () => {
    const cache = await newProject({});
    const env = { ROWPACT_CACHE_DIR: cache.root };
    const outcome = await node(['tools/dist/demo/main.js'], { cwd: REPOSITORY, env });
    await cache.remove();
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    const text = await page('README.md');
    const block = `<!-- demo -->\n\`\`\`text\n${outcome.stdout.trim()}\n\`\`\`\n<!-- /demo -->`;
    const updated = text.replace(/<!-- demo -->.*<!-- \/demo -->/s, () => block);
    if (process.env['UPDATE_GOLDENS'] === '1') await writeFile(join(REPOSITORY, 'README.md'), updated);
    else expect(text).toBe(updated);
  });
});
