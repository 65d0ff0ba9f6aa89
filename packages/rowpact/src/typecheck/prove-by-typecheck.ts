import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { byCodeUnit, type Failure, FailureError } from '@rowpact/model';
import { inTemporaryFolder } from '../base/temporary-folder.js';
import { refreshDeclarations } from './built-declarations.js';
import { makeMirror, type Mirror } from './mirror.js';
import { newErrors, type PlacedError } from './new-errors.js';
import { probed, withoutProbe } from './probe.js';
import { unresolved } from './unresolved.js';
import { findProjects, type Project } from './projects.js';
import { runChecker } from './run-checker.js';
import type { TypecheckAnswer, TypecheckDiagnostic, TypecheckQuestion } from './typecheck.js';

/**
 * Runs the consumer's own type-check with its generated module as it was before and as it is after, in a mirror of its folder:
 * nothing is written beside the consumer. Answers the errors that only the second run has.
 */
export async function proveByTypecheck(question: TypecheckQuestion): Promise<TypecheckAnswer> {
  try {
    return await inTemporaryFolder(question.world, 'typecheck', (folder) => prove(question, folder));
  } catch (error) {
    if (error instanceof FailureError) return { kind: 'failed', failure: error.failures[0] };
    if (error instanceof Error && 'code' in error) return failed(question, error.message); // node:fs
    throw error;
  }
}

async function prove(question: TypecheckQuestion, folder: string): Promise<TypecheckAnswer> {
  const { env } = question.world;
  const source = await realpath(resolve(question.root, question.source));
  const { projects, broken, notes } = await findProjects(source, env);
  const [reason] = broken;
  if (reason !== undefined) return failed(question, reason);
  if (projects.length === 0) return failed(question, 'it has no tsconfig.json with files in it');
  const mirror = await makeMirror([source, ...outside(projects, source)], folder);
  const module = join(source, question.module);
  for (const path of [question, ...question.beside].map((one) => one.module)) {
    if (!(await prepareModule(mirror, join(source, path))))
      return failed(question, `${path} is reached through a link`);
    await refreshDeclarations(mirror.of(join(source, path)), mirror.of(source));
  }
  await writeConfigs(mirror, projects);
  await writeBeside(mirror, source, question, 'textBefore');
  const before = await runAll(mirror, projects, module, question.textBefore, env);
  if ('broken' in before) return failed(question, before.broken);
  await writeBeside(mirror, source, question, 'textAfter');
  const after = await runAll(mirror, projects, module, question.textAfter, env);
  if ('broken' in after) return failed(question, after.broken);
  const lost = unresolved(before.errors, question.module);
  if (lost.module !== null) return failed(question, lost.module);
  const modules = [question, ...question.beside].map((one) =>
    posixPath(relative(mirror.top, join(source, one.module))),
  );
  const errors = newErrors(before.errors, after.errors, new Set(modules));
  const root = await realpath(question.root);
  const diagnostics = await Promise.all(errors.map((error) => placed(error, mirror, root)));
  const unread = before.reads
    ? []
    : [`the type-check of ${question.consumer} does not read ${question.module}, so it sees no change of the schema`];
  const unseen = notes.map((note) => `${question.consumer}: ${note}`);
  return {
    kind: 'checked',
    diagnostics: diagnostics.sort(byPlace),
    notes: [...unseen, ...lost.notes.map((note) => `${question.consumer}: ${note}`), ...unread],
  };
}

/** A project that the consumer's own refers to and that lies elsewhere: it is checked too, so it is copied too. */
function outside(projects: readonly Project[], source: string): readonly string[] {
  const folders = new Set(projects.map(({ config }) => dirname(config)));
  return [...folders].filter((folder) => !source.startsWith(folder) && !folder.startsWith(source + sep));
}

/** Nothing may be written, made or removed through a link; a module that was never generated may have no folder yet. */
async function prepareModule(mirror: Mirror, module: string): Promise<boolean> {
  const path = mirror.of(module);
  let folder = dirname(path);
  let real = await realpath(folder).catch(() => null);
  for (; real === null; real = await realpath(folder).catch(() => null)) folder = dirname(folder);
  if (real !== folder) return false;
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { force: true });
  return true;
}

async function writeBeside(
  mirror: Mirror,
  source: string,
  { beside }: TypecheckQuestion,
  text: 'textBefore' | 'textAfter',
): Promise<void> {
  for (const module of beside) await writeFile(mirror.of(join(source, module.module)), module[text]);
}

const OWN_CONFIG = 'tsconfig.rowpact-typecheck.json';

/** All that would write, or ask that others have been built, is taken back; what is checked stays as it is. */
const ONLY_CHECK = {
  noEmit: true,
  composite: false,
  incremental: false,
  tsBuildInfoFile: null,
  emitDeclarationOnly: false,
  outDir: null,
  declarationDir: null,
  rootDir: null,
};

/** Left out of what it extends are the references: the files of other projects are then read from their sources. */
async function writeConfigs(mirror: Mirror, projects: readonly Project[]): Promise<void> {
  for (const { config } of projects) {
    const text = JSON.stringify({ extends: `./${basename(config)}`, compilerOptions: ONLY_CHECK });
    await writeFile(ownConfig(mirror, config), text);
  }
}

function ownConfig(mirror: Mirror, config: string): string {
  const name =
    basename(config) === 'tsconfig.json' ? OWN_CONFIG : `${basename(config, '.json')}.rowpact-typecheck.json`;
  return join(dirname(mirror.of(config)), name);
}

type AllAnswers = { readonly errors: readonly PlacedError[]; readonly reads: boolean } | { readonly broken: string };

async function runAll(
  mirror: Mirror,
  projects: readonly Project[],
  module: string,
  text: string,
  env: TypecheckQuestion['world']['env'],
): Promise<AllAnswers> {
  await writeFile(mirror.of(module), probed(text));
  const all: PlacedError[] = [];
  for (const { checker, config } of projects) {
    const own = checker.name === 'svelte-check' ? mirror.of(config) : ownConfig(mirror, config);
    const cwd = dirname(own);
    const answer = await runChecker(checker, cwd, basename(own), env);
    if ('broken' in answer) return answer;
    const stopped = answer.errors.find(({ file }) => file === null || /\.jsonc?$/u.test(file));
    if (stopped !== undefined) return { broken: stopped.message };
    all.push(...answer.errors.map((error) => ({ ...error, file: fromTop(mirror, resolve(cwd, error.file ?? '')) })));
  }
  return withoutProbe(all, posixPath(relative(mirror.top, module)), text);
}

/** A package that is linked into the workspace is named by its real place. */
function fromTop(mirror: Mirror, path: string): string {
  const inMirror = path.startsWith(mirror.folder + sep);
  return posixPath(relative(inMirror ? mirror.folder : mirror.top, path));
}

function posixPath(path: string): string {
  return path.split(sep).join('/');
}

async function placed(error: PlacedError, mirror: Mirror, root: string): Promise<TypecheckDiagnostic> {
  const text = await readFile(join(mirror.folder, error.file), 'utf8').catch(() => '');
  const line = text.split(/\r?\n/u)[error.line - 1] ?? '';
  const word = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(line.slice(error.column - 1))?.[0] ?? '';
  const file = posixPath(relative(root, join(mirror.top, error.file)));
  const location = { file, line: error.line, column: error.column };
  return { location, code: error.code, message: error.message, word };
}

function byPlace({ location: left }: TypecheckDiagnostic, { location: right }: TypecheckDiagnostic): number {
  return byCodeUnit(left.file, right.file) || left.line - right.line || left.column - right.column;
}

function failed({ consumer, source }: TypecheckQuestion, reason: string): TypecheckAnswer {
  const failure: Failure = {
    code: 'typecheck-failed',
    message: `${consumer} could not be type-checked: ${reason}`,
    hint: `make its own type-check run in ${source}, or leave --typecheck out`,
  };
  return { kind: 'failed', failure };
}
