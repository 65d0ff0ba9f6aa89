import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { codeSpan, docComment } from './doc-comment.js';

/** What TypeScript makes of a comment: its text and its tags; fails if anything but one declaration is there. */
function parsed(comment: string): { readonly text: string; readonly tags: readonly string[] } {
  const source = ts.createSourceFile('x.ts', `${comment}declare const player: 1;\n`, ts.ScriptTarget.ESNext, true);
  const [statement, ...more] = source.statements;
  expect(more).toEqual([]);
  if (!statement) throw new Error('no statement');
  const [doc] = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
  return {
    text: ts.getTextOfJSDocComment(doc?.comment) ?? '',
    tags: (doc?.tags ?? []).map(({ tagName }) => tagName.text),
  };
}

describe('a documentation comment', () => {
  it('is one line where one is enough', () => {
    expect(docComment(null, '`integer`', '  ')).toBe('  /** `integer` */\n');
    expect(docComment('  \n\n ', '`integer`', '')).toBe('/** `integer` */\n');
    expect(docComment('Number on the shirt.', '', '')).toBe('/** Number on the shirt. */\n');
    expect(docComment(null, '', '')).toBe('');
  });

  it('keeps the lines of a comment and puts what we know below', () => {
    expect(docComment('First.\r\n\r\n  Second.  \n', '`integer`', '  ')).toBe(
      '  /**\n   * First.\n   *\n   *   Second.\n   *\n   * `integer`\n   */\n',
    );
  });

  it.each([
    '*/ alert(1) /*',
    '**/',
    '/* */ */',
    '*\u2028/',
    '*\n/',
    'a\u2028b\u2029c\vd\fe\u0085f',
    '`${1}`',
    '<!-- -->',
  ])('stays one comment whatever stands in it (%j)', (hostile) => {
    const text = docComment(hostile, codeSpan(hostile), '  ');
    expect(parsed(text).tags).toEqual([]);
    expect(text.match(/\*\//g)).toHaveLength(1);
    expect(text).not.toMatch(/[\u2028\u2029\v\f\u0085]/);
  });

  it.each(['@param x', 'Text\n@internal', ' * @type {any}', '\t@see x', 'a {@link b}', '@deprecatedness'])(
    'makes no tag of an @ (%j)',
    (hostile) => {
      const { tags, text } = parsed(docComment(hostile, '`integer`', ''));
      expect(tags).toEqual([]);
      expect(text).toContain('\\@');
    },
  );

  it('keeps @deprecated at the very start, after what we know, with its reason', () => {
    const text = docComment(' @deprecated Use player_teams.\n@internal', '`integer`', '');
    expect(text).toBe('/**\n * `integer`\n *\n * @deprecated Use player_teams.\n * \\@internal\n */\n');
    expect(parsed(text)).toEqual({ text: '`integer`', tags: ['deprecated'] });
  });

  it('shows marks that turn or hide text, instead of obeying them', () => {
    expect(docComment('a\u202eb\u200bc\u0000d\ud800', '', '')).toBe('/** a\\u202eb\\u200bc\\u0000d\\ud800 */\n');
  });

  it('is cut where it is very long, never inside a character', () => {
    const text = docComment(`a${'🏀'.repeat(5000)}`, codeSpan('x'.repeat(5000)), '');
    expect(text.length).toBeLessThan(2500);
    expect(text).not.toMatch(/\p{Cs}/u);
  });

  it('quotes SQL with backticks in it', () => {
    expect(codeSpan("'`'::text")).toBe("`` '`'::text ``");
    expect(codeSpan('a\n  + b')).toBe('`a + b`');
  });
});
