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
  return new Map([...found].map(([, statement = '', problem = '']) => [unquoted(statement), unquoted(problem)]));
}

/** As `rememberedProblems`, of the modules beside `.sql` files. */
export function problemsInQueries(module: string): ReadonlyMap<string, string> {
  const found = module.matchAll(
    /^ {2}problem: ("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'),\n {2}text: ("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'),$/gmu,
  );
  return new Map([...found].map(([, problem = '', statement = '']) => [unquoted(statement), unquoted(problem)]));
}

/** What a literal of the generated module says. */
function unquoted(literal: string): string {
  const body = literal
    .slice(1, -1)
    .replace(/\\'/gu, "'")
    .replace(/(?<!\\)((?:\\\\)*)"/gu, '$1\\"');
  return String(JSON.parse(`"${body}"`));
}
