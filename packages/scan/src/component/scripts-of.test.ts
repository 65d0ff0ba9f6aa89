import { describe, expect, test } from 'vitest';
import { scriptsOf } from './scripts-of.js';

/** What is left of a component, and that it is as long and has the same lines as before. */
function left(file: string, text: string) {
  const scripts = scriptsOf(file, text);
  expect(scripts.text).toHaveLength(text.length);
  expect(scripts.text.match(/\r\n|[\n\r\u2028]/g)).toEqual(text.match(/\r\n|[\n\r\u2028]/g));
  return { ...scripts, lines: scripts.text.split('\n').map((line) => line.trimEnd()) };
}

describe('Svelte', () => {
  test('module and instance script, whatever is around them', () => {
    const { lines, language, troubles } = left(
      'Roster.svelte',
      `<!-- <script>no</script> -->
<script module lang="ts">
  export const a: number = 1
</script>
<script lang="ts">(b as number)</script>
<svelte:head><script>browser()</script></svelte:head>
<select><option>{a > 1 ? '<' : '>'}</option></select>
<style lang="scss">$x: 1px; // '
</style>`,
    );
    expect(lines).toEqual([
      '',
      '',
      '  export const a: number = 1',
      ';',
      `${' '.repeat(18)}(b as number);`,
      '',
      '',
      '',
      '',
    ]);
    expect({ language, troubles }).toEqual({ language: 'ts', troubles: [] });
  });

  test('in JavaScript, with surrogates, CRLF and quotes in attributes', () => {
    const { text, language } = left('A.svelte', `<p>🏀</p>\r\n<script data-a='>' context="module">x</script>\r\n`);
    expect({ text: text.trim(), language }).toEqual({ text: 'x;', language: 'js' });
  });

  test('without a script, or with one alone', () => {
    expect(left('A.svelte', '<p>Hi</p>').text.trim()).toBe('');
    expect(left('A.svelte', '').text).toBe('');
    expect(left('A.svelte', '<script src="./a.js" />').text.trim()).toBe('export*from"./a.js"');
  });

  test('of markup that its compiler rejects', () => {
    const { text, troubles } = left('A.svelte', `<script>one</script>\n\n {#each}`);
    expect(text.trim()).toBe('one;');
    expect(troubles).toMatchObject([{ line: 3, reason: expect.stringMatching(/^Svelte's compiler rejects it \(/) }]);
  });
});

describe('Vue', () => {
  test('script and script setup', () => {
    const { lines, language } = left(
      'A.vue',
      '<template><p>{{ a }}</p></template>\n<script lang="tsx">one</script>\n<script setup lang="tsx">two</script>\n<style>p{}</style>',
    );
    expect(lines).toEqual(['', `${' '.repeat(19)}one;`, `${' '.repeat(25)}two;`, '']);
    expect(language).toBe('tsx');
  });

  test('a script that is elsewhere is exported from there', () => {
    const { lines } = left('A.vue', '<template><p/></template>\n<script src="./roster.ts"></script>');
    expect(lines).toEqual(['', 'export*from"./roster.ts"  ;']);
  });
});

describe('Astro', () => {
  test('the frontmatter ends at its fence, not at one in a string, a template or a comment', () => {
    const { lines, language } = left(
      'a.astro',
      `---
const a = '---'; const b = \`---
--- \${ \`---\` + { a: '---' } } ---
\`; // ---
/* --- */ const c = 1;
---
<p>{a}</p><script>client()</script><script type="application/ld+json">{}</script>`,
    );
    expect(lines).toEqual([
      '',
      "const a = '---'; const b = `---",
      "--- ${ `---` + { a: '---' } } ---",
      '`; // ---',
      '/* --- */ const c = 1;',
      ';',
      `${' '.repeat(18)}client();`,
    ]);
    expect(language).toBe('ts');
  });

  test.each([
    ['after a comment and blank lines', '\n<!-- hi -->\n---\none\n---\n', 'one\n;'],
    ['in one line', '---one---<p/>', 'one;'],
    ['with a quote in a regular expression', "---\nconst a = /'/;\n---\n<p>'</p>", "const a = /'/;\n;"],
    ['without an end', '---\none', 'one'],
    ['without a beginning', '<p>---</p><script>two</script>', 'two;'],
  ])('frontmatter %s', (_, text, expected) => {
    expect(left('a.astro', text).text.trim()).toBe(expected);
  });
});

test('SQL in markup is not read, which is told with its place', () => {
  const text = "---\nimport { db } from './db';\n---\n<ul>\n  {(await db.query('SELECT id FROM teams')).rows}\n</ul>";
  expect(left('a.astro', text).troubles).toEqual([{ reason: 'SQL in its markup is not read', line: 5, column: 13 }]);
  const harmless = '<select name="sql"><option>Select a team from the list, update it</option></select>';
  expect(left('A.svelte', harmless).troubles).toEqual([]);
});
