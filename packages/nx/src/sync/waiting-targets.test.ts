import type { ProjectGraph, TargetConfiguration } from '@nx/devkit';
import { describe, expect, it } from 'vitest';
import { settingsOf } from '../plugin/plugin-options.js';
import { unpreparedTargets } from './waiting-targets.js';

const SETTINGS = settingsOf({ commit: false, dependentTargets: ['build'] });
const GENERATE: TargetConfiguration = { outputs: ['{projectRoot}/src/rows.gen.ts'] };
const READS = { dependentTasksOutputFiles: '**/*.gen.ts' };

function unprepared(build: TargetConfiguration | undefined, generate = GENERATE) {
  const targets = { ...(build && { build }), 'generate-row-types': generate };
  const node = { name: 'web', type: 'app' as const, data: { root: 'web', targets } };
  const graph: ProjectGraph = { nodes: { web: node }, dependencies: {} };
  return unpreparedTargets(graph, SETTINGS);
}

describe('a target that compiles modules which are not committed', () => {
  it.each([
    [
      'waits, and reads what it waited for',
      { dependsOn: ['^build', 'generate-row-types'], inputs: ['default', READS] },
    ],
    ['names the target in full', { dependsOn: [{ target: 'generate-row-types' }], inputs: [READS] }],
    ['is never answered from the cache', { dependsOn: ['generate-row-types'], cache: false }],
  ])('is prepared where it %s', (_how, build) => {
    expect(unprepared({ cache: true, ...build })).toEqual([]);
  });

  it.each([
    ['does not wait', { inputs: [READS] }, '"generate-row-types" in its dependsOn'],
    [
      'waits for those of its dependencies only',
      { dependsOn: ['^generate-row-types'], inputs: [READS] },
      'in its dependsOn',
    ],
    ['does not read', { dependsOn: ['generate-row-types'], inputs: ['default'] }, 'dependentTasksOutputFiles'],
    ['has no inputs of its own', { dependsOn: ['generate-row-types'] }, 'dependentTasksOutputFiles'],
    [
      'reads something else',
      { dependsOn: ['generate-row-types'], inputs: [{ dependentTasksOutputFiles: '**/*.d.ts' }] },
      'dependentTasksOutputFiles',
    ],
  ])('is named where it %s', (_how, build, what) => {
    const found = unprepared({ cache: true, ...build });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^web:build lacks /);
    expect(found[0]).toContain(what);
  });

  it('concerns nobody who takes no types, or has no such target', () => {
    expect(unprepared({ cache: true }, {})).toEqual([]);
    expect(unprepared(undefined)).toEqual([]);
  });
});
