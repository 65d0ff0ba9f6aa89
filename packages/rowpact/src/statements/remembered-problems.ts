import { readFile } from 'node:fs/promises';

/**
 * Why statements were refused, as the committed module says it. Where only the snapshot is at hand nobody can look into
 * the migrations, and the module must come out the same there.
 */
export async function rememberedProblems(path: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const found = text.matchAll(
    /^ {2}("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'): \{\n.*\n.*\n {4}problem: ("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*');$/gmu,
  );
  return problemsByText([...found].map(([, statement = '', problem = '']) => [statement, problem]));
}

/** As `rememberedProblems`, of the modules beside `.sql` files. */
export function problemsInQueries(module: string): ReadonlyMap<string, string> {
  const found = module.matchAll(
    /^ {2}problem: ("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'),\n {2}text: ("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'),$/gmu,
  );
  return problemsByText([...found].map(([, problem = '', statement = '']) => [statement, problem]));
}

/** Of pairs of literals, a statement and its problem, what they say. */
function problemsByText(literals: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  return new Map(
    literals.flatMap(([statement, problem]): readonly (readonly [string, string])[] => {
      const [text, why] = [unquoted(statement), unquoted(problem)];
      return text === null || why === null ? [] : [[text, why]];
    }),
  );
}

/** What a literal of the generated module says; null for one that no generator wrote. */
function unquoted(literal: string): string | null {
  const body = literal
    .slice(1, -1)
    .replace(/\\'/gu, "'")
    .replace(/(?<!\\)((?:\\\\)*)"/gu, '$1\\"');
  try {
    return String(JSON.parse(`"${body}"`));
  } catch {
    return null;
  }
}
