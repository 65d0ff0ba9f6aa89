import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { byCodeUnit, type Failure, FailureError } from '@rowpact/model';
import { inTemporaryFolder } from '../base/temporary-folder.js';
import { atItsCall } from './at-its-call.js';
import { refreshDeclarations } from './built-declarations.js';
import { makeMirror, type Mirror } from './mirror.js';
import { newErrors, type PlacedError } from './new-errors.js';
import { probed, type ProbedModule, withoutProbes } from './probe.js';
import { unresolved } from './unresolved.js';
import { findProjects, type Project } from './projects.js';
import { runChecker } from './run-checker.js';
import type { ModuleBeside, TypecheckAnswer, TypecheckDiagnostic, TypecheckQuestion } from './typecheck.js';

/**
 * Runs the consumer's own type-check with its generated modules as they were before and as they are after, in a mirror of its folder:
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
  const modules: readonly ModuleBeside[] = [{ ...question, teaches: true }, ...question.beside];
  for (const { module } of modules)
    if (!(await prepareModule(mirror, join(source, module))))
      return failed(question, `${module} is reached through a link`);
  const paths = modules.map(({ module }) => mirror.of(join(source, module)));
  await refreshDeclarations(paths, mirror.of(source));
  await writeConfigs(mirror, projects);
  const before = await runAll(mirror, projects, await writeModules(mirror, source, modules, 'textBefore'), env);
  if ('broken' in before) return failed(question, before.broken);
  // The same modules cannot be refused anew.
  const isSame = modules.every(({ textBefore, textAfter }) => textBefore === textAfter);
  const written = isSame ? null : await writeModules(mirror, source, modules, 'textAfter');
  const after = written === null ? before : await runAll(mirror, projects, written, env);
  if ('broken' in after) return failed(question, after.broken);
  const lost = unresolved(
    before.errors,
    modules.map(({ module }) => module),
  );
  if (lost.module !== null) return failed(question, lost.module);
  const fromTheTop = (module: string): string => posixPath(relative(mirror.top, join(source, module)));
  const files = new Set(modules.map(({ module }) => fromTheTop(module)));
  const home = posixPath(relative(mirror.top, source));
  const [errorsBefore, errorsAfter] = [before.errors, after.errors].map((errors) =>
    errors.map((error) => (files.has(error.file) ? atItsCall(error, home) : error)),
  );
  const errors = newErrors(errorsBefore ?? [], errorsAfter ?? [], files);
  const root = await realpath(question.root);
  const diagnostics = await Promise.all(errors.map((error) => placed(error, mirror, root)));
  const unread = unreadNotes(question, (module) => before.read.has(fromTheTop(module)));
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

/** Writes the modules of one side; answers those that are to be read. */
async function writeModules(
  mirror: Mirror,
  source: string,
  modules: readonly ModuleBeside[],
  side: 'textBefore' | 'textAfter',
): Promise<readonly ProbedModule[]> {
  const toBeRead: ProbedModule[] = [];
  for (const { module, teaches, [side]: text } of modules) {
    const path = join(source, module);
    if (text === null) await rm(mirror.of(path), { force: true });
    else await writeFile(mirror.of(path), teaches ? probed(text) : text);
    if (text !== null && teaches) toBeRead.push({ file: posixPath(relative(mirror.top, path)), text });
  }
  return toBeRead;
}

/** Rows that nobody imports are no loss where the statements are typed; a module of statements that nobody compiles always is. */
function unreadNotes(
  { consumer, module, beside }: TypecheckQuestion,
  isRead: (module: string) => boolean,
): readonly string[] {
  const lost = beside.filter(({ teaches, module: one }) => teaches && !isRead(one)).map((one) => one.module);
  const taught = beside.some(({ teaches, module: one }) => teaches && isRead(one));
  const unread = (one: string, sees: string): string =>
    `the type-check of ${consumer} does not read ${one}, so it sees no ${sees}`;
  if (!isRead(module) && !taught) return [unread([module, ...lost].join(' and '), 'change of the schema')];
  return lost.map((one) => unread(one, 'statement'));
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

type AllAnswers = ReturnType<typeof withoutProbes>;

async function runAll(
  mirror: Mirror,
  projects: readonly Project[],
  probes: readonly ProbedModule[],
  env: TypecheckQuestion['world']['env'],
): Promise<AllAnswers> {
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
  return withoutProbes(all, probes);
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
  const [behind, ahead] = [line.slice(0, error.column - 1), line.slice(error.column - 1)];
  const word = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(ahead)?.[0] ?? '';
  const path = `${/[\p{ID_Continue}$.?!]*$/u.exec(behind)?.[0] ?? ''}${/^[\p{ID_Continue}$.?!]*/u.exec(ahead)?.[0] ?? ''}`;
  const file = posixPath(relative(root, join(mirror.top, error.file)));
  const location = { file, line: error.line, column: error.column };
  return { location, code: error.code, message: error.message, word, path };
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
