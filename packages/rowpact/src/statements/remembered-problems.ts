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
    ofText: new Map([...entries].map(([, statement = '', problem = '']) => [unquoted(statement), unquoted(problem)])),
    ofPlace: new Map(
      [...refusals].map(([, refusal = '']) => {
        const [, place = '', message = ''] = /^(.+?:\d+): (.*)$/su.exec(unquoted(refusal)) ?? [];
        return [place, message];
      }),
    ),
  };
}

/** What a literal of the generated module says. */
function unquoted(literal: string): string {
  const body = literal
    .slice(1, -1)
    .replace(/\\'/gu, "'")
    .replace(/(?<!\\)((?:\\\\)*)"/gu, '$1\\"');
  return String(JSON.parse(`"${body}"`));
}
