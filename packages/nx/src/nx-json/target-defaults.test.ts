import { describe, expect, it } from 'vitest';
import { generatedFirst, syncedFirst } from './target-additions.js';
import { withTargetDefaults } from './target-defaults.js';

const rows = { dependentTasksOutputFiles: '**/*.gen.ts' };

describe('defaults of a target', () => {
  it('where there are none, keep what the plugins infer, and name no input that may be missing', () => {
    expect(withTargetDefaults({}, 'build', generatedFirst('build', 'generate-row-types', {})).targetDefaults).toEqual({
      build: { dependsOn: ['...', 'generate-row-types'], inputs: ['...', 'default', '^default', rows] },
    });
  });

  it('take the production files where a workspace tells them apart', () => {
    const production = { production: ['default'] };
    const { targetDefaults } = withTargetDefaults(
      {},
      'build',
      generatedFirst('build', 'generate-row-types', production),
    );
    expect(targetDefaults).toMatchObject({ build: { inputs: ['...', 'production', '^production', rows] } });
    const test = withTargetDefaults({}, 'test', generatedFirst('test', 'generate-row-types', production));
    expect(test.targetDefaults).toMatchObject({ test: { inputs: ['...', 'default', '^production', rows] } });
  });

  it('that are there stay, and get what is missing', () => {
    const before = {
      targetDefaults: { build: { cache: true, dependsOn: ['^build'], inputs: ['production'] }, lint: {} },
    };
    expect(
      withTargetDefaults(before, 'build', generatedFirst('build', 'generate-row-types', {})).targetDefaults,
    ).toEqual({
      build: { cache: true, dependsOn: ['^build', 'generate-row-types'], inputs: ['production', rows] },
      lint: {},
    });
  });

  it('in a list of filtered entries stay, and a last entry has what is missing', () => {
    const filtered = { filter: { projects: ['web'] }, syncGenerators: ['@acme/one:sync'] };
    const before = { targetDefaults: { build: [filtered] } };
    const after = withTargetDefaults(before, 'build', syncedFirst);
    expect(after.targetDefaults).toEqual({ build: [filtered, { syncGenerators: ['...', '@rowpact/nx:sync'] }] });
    expect(withTargetDefaults(after, 'build', syncedFirst)).toEqual(after);
  });

  it('are the same after the second time', () => {
    const once = withTargetDefaults({}, 'build', generatedFirst('build', 'generate-row-types', {}));
    expect(withTargetDefaults(once, 'build', generatedFirst('build', 'generate-row-types', {}))).toEqual(once);
  });
});
