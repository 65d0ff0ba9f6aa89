import { basename, dirname, join } from 'node:path';
import { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';
import { occurrencesOf } from '../program/occurrences.js';
import { exportOf } from '../value/declaration.js';
import { head, isFunctionStep, rest, within, type Carried } from './carried.js';
import { componentGets } from './components.js';
import type { Following } from './following.js';
import { Things } from './things.js';

/**
 * Hands what a module exports under a name that a framework knows to whoever gets it from the framework.
 * @returns whether the framework knows the name
 */
export function handToFramework(module: SourceModule, name: string, carried: Carried, following: Following): boolean {
  const file = basename(module.path);
  if (/^\+(?:page|layout)(?:\.server)?\.[jt]s$/.test(file)) {
    if (name === 'load') return loaded(module, carried, following);
    if (name === 'actions') return acted(module, carried, following);
  }
  if (/^\+server\.[jt]s$/.test(file)) return answered(name, carried, following);
  if (name === 'default' && /\.(?:svelte|astro)$/.test(file)) return true;
  if (name === 'default' && file.endsWith('.vue')) {
    following.escape(module.source, 'shown by the markup of a component, which is not read', carried);
    return true;
  }
  if (/^getS(?:erverSide|tatic)Props$/.test(name)) return nextProps(module, carried, following);
  if ((name === 'loader' || name === 'clientLoader' || name === 'action') && !/^loaders?\./.test(file)) {
    return remixLoaded(module, name, carried, following);
  }
  return false;
}

/** What `load` answers, its page gets as `data`; of a layout, everything below it does. */
function loaded(module: SourceModule, carried: Carried, following: Following): boolean {
  const step = head(carried);
  if (!isFunctionStep(step)) return false;
  following.calling(step);
  const data = rest(carried);
  const folder = dirname(module.path);
  const isLayout = basename(module.path).startsWith('+layout');
  for (const path of readersOf(folder, isLayout, following)) {
    const reader = following.tree.open(path);
    if (reader) componentGets(reader, within(data, '.data'), following);
  }
  if (basename(module.path).includes('.server.')) universal(module, data, following);
  if (isLayout) children(module, folder, data, following);
  pageData(data, following);
  return true;
}

/** The page or layout beside it, and below a layout all pages and layouts. A group's `+page@.svelte` breaks out of it, but may read it all the same. */
function readersOf(folder: string, isLayout: boolean, following: Following): readonly string[] {
  const component = /^\+(?:page|layout)(?:@[^.]*)?\.svelte$/;
  return following.tree.files.filter((path) => {
    const name = basename(path);
    if (!component.test(name)) return false;
    if (isLayout) return path.startsWith(`${folder}/`) && (name.startsWith('+page') || name.startsWith('+layout'));
    return dirname(path) === folder && name.startsWith('+page');
  });
}

/** `+page.server.ts` hands on to the `load` of `+page.ts` as `event.data`. */
function universal(module: SourceModule, data: Carried, following: Following): void {
  const path = module.path.replace('.server.', '.');
  const beside = following.tree.files.includes(path) ? following.tree.open(path) : null;
  if (beside) eventOf(beside, within(data, '.data'), following);
}

/** `await parent()` in the loads below. */
function children(module: SourceModule, folder: string, data: Carried, following: Following): void {
  const loads = /^\+(?:page|layout)(?:\.server)?\.[jt]s$/;
  for (const path of following.tree.files) {
    if (path === module.path || !path.startsWith(`${folder}/`) || !loads.test(basename(path))) continue;
    const child = following.tree.open(path);
    if (child?.source.text.includes('parent')) eventOf(child, within(data, '.parent', '()parent'), following);
  }
}

/** Hands something to the event that a module's `load` is given. */
function eventOf(module: SourceModule, event: Carried, following: Following): void {
  const found = exportOf(module, 'load', following.tree);
  if (found?.kind !== 'declared') return;
  const { node } = found;
  const load = ts.isVariableDeclaration(node) ? node.initializer : node;
  if (!load) return;
  const things = ts.isFunctionDeclaration(load)
    ? [{ kind: 'function' as const, node: load }]
    : new Things(following.tree, []).of(load);
  for (const thing of things) {
    if (thing.kind !== 'function') continue;
    following.pass(
      thing.node,
      0,
      { ...event, frames: [] },
      { call: thing.node, callee: event.frames[0]?.callee ?? module.source, answer: 'dropped' },
    );
  }
}

/** `page.data` and `$page.data`, anywhere. */
function pageData(data: Carried, following: Following): void {
  for (const path of following.tree.filesWith(['$app/st', 'page', '.data'])) {
    const module = following.tree.open(path);
    if (!module) continue;
    for (const statement of module.source.statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteralLike(statement.moduleSpecifier)) continue;
      if (!/^\$app\/(?:state|stores)$/.test(statement.moduleSpecifier.text)) continue;
      for (const name of ['page', '$page']) {
        for (const node of occurrencesOf(module.source, name)) following.use(node, within(data, '.data'));
      }
    }
  }
}

/** `actions` answer the page's `form`. */
function acted(module: SourceModule, carried: Carried, following: Following): boolean {
  const [, step] = carried.path;
  if (step === undefined || !isFunctionStep(step)) return false;
  following.calling(step);
  const page = following.tree.open(join(dirname(module.path), '+page.svelte'));
  if (page) componentGets(page, within(rest(rest(carried)), '.form'), following);
  return true;
}

/** A `+server.ts` answers a `Response`: what goes into it escaped where it was made. */
function answered(name: string, carried: Carried, following: Following): boolean {
  const step = head(carried);
  if (!/^(?:GET|POST|PUT|PATCH|DELETE|OPTIONS|HEAD|fallback)$/.test(name) || !isFunctionStep(step)) return false;
  following.calling(step);
  return true;
}

/** Next.js: `{ props }` of `getServerSideProps` is what the page component gets. */
function nextProps(module: SourceModule, carried: Carried, following: Following): boolean {
  const [step, props] = carried.path;
  if (step === undefined || !isFunctionStep(step)) return false;
  following.calling(step);
  const found = exportOf(module, 'default', following.tree);
  if (props !== '.props' || found?.kind !== 'declared') return true;
  const page = ts.isExportAssignment(found.node) ? found.node.expression : found.node;
  const things = ts.isFunctionDeclaration(page)
    ? [{ kind: 'function' as const, node: page }]
    : new Things(following.tree, []).of(page);
  for (const thing of things) {
    if (thing.kind !== 'function') continue;
    following.pass(thing.node, 0, rest(rest(carried)), { call: found.node, callee: thing.node, answer: 'dropped' });
  }
  return true;
}

/** Remix and React Router: what `loader` answers comes out of `useLoaderData()` in the same file, or as `loaderData`. */
function remixLoaded(module: SourceModule, name: string, carried: Carried, following: Following): boolean {
  const step = head(carried);
  const hook = name === 'action' ? 'useActionData' : 'useLoaderData';
  const uses = occurrencesOf(module.source, hook).filter((node) => ts.isCallExpression(node.parent));
  if (!isFunctionStep(step) || uses.length === 0) return false;
  following.calling(step);
  for (const node of uses) following.use(node.parent, rest(carried));
  return true;
}
