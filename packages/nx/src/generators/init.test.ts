import { logger, type NxJsonConfiguration, readJson, readNxJson, type Tree, writeJson } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { initGenerator, type InitGeneratorOptions } from './init.js';

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
  vi.stubEnv('NX_SKIP_FORMAT', 'true');
  vi.spyOn(logger, 'info').mockImplementation(() => undefined);
});

async function init(options: InitGeneratorOptions = {}): Promise<NxJsonConfiguration> {
  await initGenerator(tree, options);
  return readNxJson(tree) ?? {};
}

/** Every file of the tree that a generator may have changed. */
function contents(): Readonly<Record<string, string>> {
  return Object.fromEntries(tree.listChanges().map(({ path, content }) => [path, content?.toString() ?? '']));
}

describe('nx generate @rowpact/nx:init', () => {
  it('registers plugin and sync generator, adds the packages, and makes an empty registry', async () => {
    const nxJson = await init();
    expect(nxJson.plugins).toEqual([{ plugin: '@rowpact/nx', options: {} }]);
    expect(nxJson.sync).toEqual({ globalGenerators: ['@rowpact/nx:sync'] });
    expect(Object.keys(readJson(tree, 'package.json').devDependencies)).toEqual(
      expect.arrayContaining(['@rowpact/nx', 'rowpact']),
    );
    expect(tree.children('registry').sort()).toEqual(['.schemas', 'README.md']);
    expect(nxJson.targetDefaults).toEqual(readNxJson(createTreeWithEmptyWorkspace())?.targetDefaults);
  });

  it.each([
    {},
    { registry: 'db/registry', commit: false, syncTargets: ['build'] },
    { commit: false, dependentTargets: ['compile'] },
    { skipFormat: true, skipPackageJson: true, keepExistingVersions: true },
  ])('changes nothing the second time: %j', async (options) => {
    await init(options);
    const before = contents();
    await init(options);
    expect(contents()).toEqual(before);
  });

  it.each([
    '@rowpact/nx',
    { plugin: '@rowpact/nx', options: { scanTargetName: 'look' }, include: ['apps/**'] },
    '@rowpact/nx/plugin',
    './node_modules/@rowpact/nx/dist/index.js',
    './tools/rowpact/src/index.ts',
  ])('finds an entry that is there: %j', async (entry) => {
    writeJson(tree, 'tools/rowpact/package.json', { name: '@rowpact/nx' });
    writeJson(tree, 'nx.json', { plugins: ['@acme/other', entry] });
    expect((await init()).plugins).toEqual(['@acme/other', entry]);
  });

  it('puts options into an entry that has none, and keeps those that it has', async () => {
    writeJson(tree, 'nx.json', { plugins: [{ plugin: '@rowpact/nx', options: { scanTargetName: 'look' } }] });
    const options = { scanTargetName: 'look', commit: false, dependentTargets: ['compile'] };
    const nxJson = await init({ commit: false, dependentTargets: ['compile'] });
    expect(nxJson.plugins).toEqual([{ plugin: '@rowpact/nx', options }]);
    expect((await init()).plugins).toEqual([{ plugin: '@rowpact/nx', options }]);
    expect((await init({ commit: true })).plugins).toEqual([
      { plugin: '@rowpact/nx', options: { ...options, commit: true } },
    ]);
  });

  it('has an entry for each registry', async () => {
    writeJson(tree, 'nx.json', { plugins: ['@rowpact/nx'] });
    const second = { plugin: '@rowpact/nx', options: { registry: 'db/registry' } };
    expect((await init({ registry: './db/registry/' })).plugins).toEqual(['@rowpact/nx', second]);
    expect((await init({ registry: 'db/registry' })).plugins).toEqual(['@rowpact/nx', second]);
    expect(tree.exists('db/registry/.schemas/producer.schema.json')).toBe(true);
    expect(tree.exists('registry')).toBe(false);
    await expect(init()).rejects.toThrow('name one with --registry: registry, db/registry');
  });

  it('with --no-commit lets targets wait for the modules, and look at them', async () => {
    const { targetDefaults } = await init({ commit: false, dependentTargets: ['compile'] });
    expect(targetDefaults?.['compile']).toEqual({
      dependsOn: ['...', 'generate-row-types'],
      inputs: ['...', 'default', '^default', { dependentTasksOutputFiles: '**/*.gen.ts' }],
    });
  });

  it('keeps the comments of nx.json', async () => {
    tree.write('nx.json', '{\n  // ours\n  "plugins": ["@acme/other"], // theirs\n  "analytics": false // no\n}\n');
    const nxJson = await init({ skipPackageJson: true });
    expect(nxJson.plugins).toEqual(['@acme/other', { plugin: '@rowpact/nx', options: {} }]);
    const text = tree.read('nx.json', 'utf8');
    for (const comment of ['// ours', '// theirs', '// no']) expect(text).toContain(comment);
  });

  it('leaves the other sync generators alone', async () => {
    writeJson(tree, 'nx.json', { sync: { globalGenerators: ['@acme/one:sync'], applyChanges: true } });
    expect((await init()).sync).toEqual({
      globalGenerators: ['@acme/one:sync', '@rowpact/nx:sync'],
      applyChanges: true,
    });
  });

  it('adds the command line as the plugin is had', async () => {
    writeJson(tree, 'package.json', { devDependencies: { '@rowpact/nx': '^1.2.0' } });
    await init({ keepExistingVersions: true });
    expect(readJson(tree, 'package.json').devDependencies).toEqual({ '@rowpact/nx': '^1.2.0', rowpact: '^1.2.0' });
  });

  it('does without package.json', async () => {
    tree.delete('package.json');
    await init();
    expect(tree.exists('package.json')).toBe(false);
    expect(tree.exists('registry/README.md')).toBe(true);
  });
});
