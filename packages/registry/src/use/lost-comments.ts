import { loadYaml } from '../document/load-yaml.js';

/** A comment with its number sign, and the line on which it stands. */
export interface Comment {
  readonly text: string;
  readonly line: number;
}

/** The comments that went with some entries of a block, for each entry by the line of its key. */
export function lostComments(
  before: string,
  after: string,
  keyLines: readonly number[],
): ReadonlyMap<number, readonly string[]> {
  const left = new Map<string, number>();
  for (const { text } of commentsOf(after)) left.set(text, (left.get(text) ?? 0) + 1);
  const all = commentsOf(before);
  const gone = new Map<string, number>();
  for (const { text } of all) gone.set(text, (gone.get(text) ?? 0) + 1);
  for (const [text, count] of left) gone.set(text, (gone.get(text) ?? 0) - count);
  const lines = before.split('\n').map((line) => line.trim());
  const lost = new Map<number, string[]>();
  for (const comment of all) {
    const owner = ownerOf(comment, lines, keyLines);
    if ((gone.get(comment.text) ?? 0) > 0 && owner !== null)
      lost.set(owner, [...(lost.get(owner) ?? []), comment.text]);
  }
  return lost;
}

/** The entry that a comment stands right above, or else the one that it stands in or behind; null above all of them. */
function ownerOf({ line }: Comment, lines: readonly string[], keyLines: readonly number[]): number | null {
  let next = line;
  while (lines[next - 1]?.startsWith('#')) next++;
  if (next > line && keyLines.includes(next)) return next;
  const above = keyLines.filter((key) => key <= line);
  return above.length === 0 ? null : Math.max(...above);
}

/** The lexer puts a mark before each scalar, so that one which starts with a number sign is no comment. */
function commentsOf(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let [line, before] = [1, ''];
  for (const token of new (loadYaml().Lexer)().lex(text)) {
    if (token.startsWith('#') && before !== SCALAR) comments.push({ text: token, line });
    line += token.split('\n').length - 1;
    before = token;
  }
  return comments;
}

const SCALAR = '\u001f';
