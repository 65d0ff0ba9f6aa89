import { describe, expect, it } from 'vitest';
import { checkArguments } from './check.js';
import { namedContracts } from './contracts.js';

describe('the gate', () => {
  it('compares with the base of its options', () => {
    expect(checkArguments({ producer: 'league', base: 'main', recorded: true }, undefined)).toEqual([
      'check',
      '--producer=league',
      '--base=main',
      '--recorded',
    ]);
  });

  it('compares with NX_BASE before that, and an empty one names nothing', () => {
    expect(checkArguments({ base: 'main' }, 'abc123')).toEqual(['check', '--base=abc123']);
    expect(checkArguments({ base: 'main' }, '')).toEqual(['check', '--base=main']);
  });

  it('compares with a migration where one is named', () => {
    expect(checkArguments({ base: 'main', from: '018', to: '019' }, 'abc123')).toEqual([
      'check',
      '--from=018',
      '--to=019',
    ]);
  });

  it('writes one report or several', () => {
    expect(checkArguments({ format: 'json' }, undefined)).toEqual(['check', '--format=json']);
    expect(checkArguments({ format: ['text', 'sarif=a.sarif'] }, undefined)).toEqual([
      'check',
      '--format=text',
      '--format=sarif=a.sarif',
    ]);
  });
});

describe('the contracts of a project', () => {
  it('are named by producer and consumer', () => {
    expect(namedContracts({ contracts: ['league/web', 'cup/web'], registry: 'db/registry' })).toEqual([
      ['--producer=league', '--consumer=web', '--registry=db/registry'],
      ['--producer=cup', '--consumer=web', '--registry=db/registry'],
    ]);
  });

  it.each(['web', 'league/', '/web', 'a/b/c', ''])('are not named by %j', (contract) => {
    expect(() => namedContracts({ contracts: [contract] })).toThrow('names no contract');
  });
});
