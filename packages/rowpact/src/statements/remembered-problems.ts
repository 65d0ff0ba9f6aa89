import { readFile } from 'node:fs/promises';

/** Why statements were refused, as a committed module says it. */
export interface RememberedProblems {
  /** By the statement's text. */
  readonly ofText: ReadonlyMap<string, string>;
  /** By the place of its call, as `file:line`. */
  readonly ofPlace: ReadonlyMap<string, string>;
}

export const NO_PROBLEMS: RememberedProblems = { ofText: new Map(), ofPlace: new Map() };

/**
 * Where only the snapshot is at hand nobody can look into the migrations, and the module must come out the same there.
 * @param path of the committed module
 */
export async function rememberedProblems(path: string): Promise<RememberedProblems> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const entries = text.matchAll(
    /^ {2}("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'): \{\n.*\n.*\n {4}problem: ("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*');$/gmu,
  );
  const refusals = text.matchAll(/^ {2}RefusedAt<SqlProblem<("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')>>,$/gmu);
  return {
    ofText: problemsByText([...entries].map(([, statement = '', problem = '']) => [statement, problem])),
    ofPlace: new Map(
      [...refusals].flatMap(([, refusal = '']): readonly (readonly [string, string])[] => {
        const [, place, message] = /^(.+?:\d+): (.*)$/su.exec(unquoted(refusal) ?? '') ?? [];
        return place === undefined || message === undefined ? [] : [[place, message]];
      }),
    ),
  };
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
