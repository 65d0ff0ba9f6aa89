import { parseJson } from '@nx/devkit';
import { describe, expect, it } from 'vitest';
import { editJson } from './edit-json.js';

const text = `{
  // which targets wait for what
  "targetDefaults": {
    "build": { "dependsOn": ["^build"] } // as everywhere
  },
  "plugins": ["@acme/one", { "plugin": "@acme/two" }],
  "analytics": false
}
`;
const value: unknown = parseJson(text);

describe('editing JSON', () => {
  it('leaves alone what is as it should be', () => {
    expect(editJson(text, value, structuredClone(value))).toBe(text);
  });

  it('adds to lists and objects, and keeps comments', () => {
    const after = {
      targetDefaults: { build: { dependsOn: ['^build', 'generate'] }, test: { cache: true } },
      plugins: ['@acme/one', { plugin: '@acme/two', options: { commit: false } }, '@acme/three'],
      analytics: false,
      sync: { globalGenerators: ['@acme/three:sync'] },
    };
    const edited = editJson(text, value, after);
    expect(parseJson(edited)).toEqual(after);
    expect(edited).toContain('// which targets wait for what');
    expect(edited).toContain('// as everywhere');
    expect(editJson(edited, after, after)).toBe(edited);
  });

  it('writes as the file is written: tabs, and line ends of Windows', () => {
    const windows = '{\r\n\t"plugins": []\r\n}\r\n';
    expect(editJson(windows, { plugins: [] }, { plugins: [], sync: { a: 1 } })).toBe(
      '{\r\n\t"plugins": [],\r\n\t"sync": {\r\n\t\t"a": 1\r\n\t}\r\n}\r\n',
    );
  });
});
