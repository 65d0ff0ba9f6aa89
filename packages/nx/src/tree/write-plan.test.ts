import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { writePlan } from './write-plan.js';

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
});

function plan(files: Readonly<Record<string, string | null>>, root = tree.root) {
  const changes = Object.entries(files).map(([path, content]) => ({ path, content }));
  return { root, changes: changes.map((change) => ({ ...change, producer: 'league', consumer: null, within: '.' })) };
}

describe('writing a plan into the tree', () => {
  it('says of each file that differs what becomes of it, and leaves the others alone', () => {
    tree.write('registry/same.json', '{}');
    tree.write('registry/old.json', '{}');
    tree.write('registry/gone.json', '{}');
    const before = tree.listChanges().length;
    const files = { 'registry/same.json': '{}', 'registry/new.json': '{}', 'registry/old.json': '[]' };
    expect(writePlan(tree, plan({ ...files, 'registry/gone.json': null, 'registry/never.json': null }))).toEqual([
      { path: 'registry/new.json', state: 'created' },
      { path: 'registry/old.json', state: 'updated' },
      { path: 'registry/gone.json', state: 'deleted' },
    ]);
    expect(tree.exists('registry/gone.json')).toBe(false);
    expect(tree.read('registry/old.json', 'utf8')).toBe('[]');
    expect(tree.listChanges()).toHaveLength(before);
  });

  it('changes nothing the second time', () => {
    writePlan(tree, plan({ 'registry/new.json': '{}' }));
    expect(writePlan(tree, plan({ 'registry/new.json': '{}' }))).toEqual([]);
  });

  it('takes a plan that starts in a folder of the workspace', () => {
    writePlan(tree, plan({ 'registry/new.json': '{}' }, join(tree.root, 'league')));
    expect(tree.exists('league/registry/new.json')).toBe(true);
  });

  it('refuses a file outside the workspace before it writes any', () => {
    const outside = plan({ 'registry/new.json': '{}', '../elsewhere/rows.gen.ts': '' });
    expect(() => writePlan(tree, outside)).toThrow('../elsewhere/rows.gen.ts lies outside this Nx workspace');
    expect(tree.exists('registry/new.json')).toBe(false);
  });
});
