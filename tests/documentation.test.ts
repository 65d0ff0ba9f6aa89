import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newProject } from './project.js';
import { node, REPOSITORY, tool } from './run-tool.js';

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'examples/README.md',
  ...['model', 'postgres', 'scan', 'registry', 'codegen', 'rowpact', 'nx'].map((name) => `packages/${name}/README.md`),
  ...['MAP.md', 'dictionary.md', 'errors.md', 'guides/migrations.md', 'guides/contract.md', 'guides/use.md'].map(
    (name) => `docs/${name}`,
  ),
  ...readdirSync(join(REPOSITORY, 'docs/findings')).map((name) => `docs/findings/${name}`),
];

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
    const kinds = [...(await page('packages/model/src/finding.ts')).matchAll(/readonly kind: '([a-z-]+)';/g)].map(
      ([, kind = '']) => kind,
    );
    const pages = (await readdir(join(REPOSITORY, 'docs/findings'))).filter((name) => name !== 'README.md');
    expect(pages.sort()).toEqual(kinds.map((kind) => `${kind}.md`).sort());
    const index = await page('docs/findings/README.md');
    expect(kinds.filter((kind) => !index.includes(`](${kind}.md)`))).toEqual([]);
  });
});

describe('the commands that pages show', () => {
  /** How each is run here. What needs a whole run of its own is run by the test that is named. */
  const ran: Readonly<Record<string, string>> = {
    'npm run demo': 'this file',
    'npm test': 'you are looking at it',
    'npx rowpact init': 'commands.test.ts',
    'npx rowpact generate': 'this file',
    'npx rowpact generate --check': 'this file',
    'npx rowpact migrations': 'this file',
    'npx rowpact scan': 'this file',
    'npx rowpact scan --check': 'this file',
    'npx rowpact explain players.date_of_birth': 'this file',
    'npx rowpact docs': 'this file',
    'npx rowpact docs --check': 'this file',
    'npx rowpact audit': 'use.test.ts',
    'npx rowpact audit --list docs/migrations.md': 'review.test.ts',
    'npx rowpact adopt': 'review.test.ts',
    'npx rowpact generate --from-snapshot --consumer westside-contracts': 'this file',
    'npx nx generate @rowpact/nx:row-types --dry-run': 'nx-generator.test.ts',
    'npx nx generate @rowpact/nx:row-types': 'nx-generator.test.ts',
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
    for (const name of ['model', 'postgres', 'rowpact']) {
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
