import { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';
import { occurrencesOf } from '../program/occurrences.js';
import type { SourceTree } from '../program/source-tree.js';
import { declarationOf } from '../value/declaration.js';
import { within, type Carried } from './carried.js';
import type { Following } from './following.js';
import { memberOf } from './member.js';
import { keyOf } from './patterns.js';
import { shortText } from './run-function.js';
import { Things } from './things.js';

/** Hands props to a component: `carried` is the object of all of them. */
export function intoComponent(component: ts.Expression, at: ts.Node, carried: Carried, following: Following): void {
  let isKnown = false;
  for (const thing of new Things(following.tree, carried.frames).of(component)) {
    if (thing.kind === 'component') componentGets(thing.module, carried, following);
    else if (thing.kind === 'function') {
      following.pass(thing.node, 0, carried, { call: at, callee: thing.node, answer: 'dropped' });
    } else if (thing.kind === 'class') following.instance(thing.node, within(carried, '.props'));
    else continue;
    isKnown = true;
  }
  if (!isKnown) {
    following.escape(
      at,
      `passed to the component \`${shortText(component)}\`, which is not the consumer's own`,
      carried,
    );
  }
}

/** The props of a Svelte, Vue or Astro file, wherever it takes them. */
export function componentGets(module: SourceModule, carried: Carried, following: Following): void {
  if (module.path.endsWith('.svelte')) svelteGets(module, carried, following);
  else if (module.path.endsWith('.astro')) astroGets(module, carried, following);
  else following.escape(module.source, 'passed to a component whose markup is not read', carried);
}

function svelteGets({ source }: SourceModule, carried: Carried, following: Following): void {
  for (const name of ['$$props', '$$restProps']) {
    for (const node of occurrencesOf(source, name)) following.use(node, carried);
  }
  for (const node of occurrencesOf(source, '$props')) {
    if (ts.isCallExpression(node.parent) && node.parent.expression === node) following.use(node.parent, carried);
  }
  for (const property of exportedProps(source)) {
    const local = ts.isPropertyAssignment(property) ? property.initializer : null;
    if (!local || !ts.isIdentifier(local)) continue;
    const found = declarationOf(local, following.tree.moduleOf(local), following.tree);
    if (found?.kind !== 'declared') continue;
    const member = memberOf(carried, keyOf(property.name ?? local), following.isColumn);
    if (member.kind === 'column') following.read(member.name, found.node, carried);
    else if (member.kind === 'value') following.declare(found.node, member.carried);
  }
}

/** What `export let` makes a prop: the language tools list them in what `$$render` returns. */
function exportedProps(source: ts.SourceFile): readonly ts.ObjectLiteralElementLike[] {
  for (const statement of source.statements) {
    if (!ts.isFunctionDeclaration(statement) || !statement.name?.text.startsWith('$$render')) continue;
    const last = statement.body?.statements.at(-1);
    if (!last || !ts.isReturnStatement(last) || !last.expression || !ts.isObjectLiteralExpression(last.expression))
      continue;
    const props = last.expression.properties.find(({ name }) => name && keyOf(name) === 'props');
    let value = props && ts.isPropertyAssignment(props) ? props.initializer : null;
    while (value && (ts.isAsExpression(value) || ts.isParenthesizedExpression(value))) value = value.expression;
    if (value && ts.isObjectLiteralExpression(value)) return [...value.properties];
  }
  return [];
}

function astroGets({ source }: SourceModule, carried: Carried, following: Following): void {
  for (const node of occurrencesOf(source, 'Astro')) {
    if (ts.isPropertyAccessExpression(node.parent) && node.parent.name.text === 'props') {
      following.use(node.parent, carried);
    }
  }
}

/** Whether the markup of a Vue component may show what its script declares at the top. */
export function isShownByMarkup(declaration: ts.Node, tree: SourceTree): boolean {
  const { path } = tree.moduleOf(declaration);
  if (!path.endsWith('.vue') || ts.findAncestor(declaration, ts.isFunctionLike)) return false;
  const { name } = declaration as { readonly name?: ts.Node }; // every kind of named declaration keeps it under this name
  if (!name || !ts.isIdentifier(name)) return false;
  const markup = tree.textOf(path).replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, '');
  return new RegExp(`(?<![\\w$.])${name.text.replaceAll('$', '\\$')}(?![\\w$])`).test(markup);
}
