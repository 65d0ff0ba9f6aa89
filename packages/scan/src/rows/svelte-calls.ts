import { ts } from 'ts-morph';
import { head, isFunctionStep, rest, type Carried } from './carried.js';
import { intoComponent } from './components.js';
import type { Following } from './following.js';
import type { Call } from './run-function.js';

/**
 * Calls that stand in a Svelte component's TypeScript only, in place of its markup.
 * @returns false for any other call
 */
export function intoSvelteCall(call: Call, position: number, carried: Carried, following: Following): boolean {
  const callee = call.expression;
  if (ts.isNewExpression(call) && ts.isIdentifier(callee) && callee.text.startsWith('$$_')) {
    instantiated(callee, carried, following);
    return true;
  }
  const name = callee.getText();
  if (name === 'svelteHTML.createElement') {
    element(call, carried, following);
    return true;
  }
  if (name === '__sveltets_createSlot') {
    following.escape(call, 'handed to a slot', carried);
    return true;
  }
  if (name.startsWith('svelteHTML.')) return true;
  if (!name.startsWith('__sveltets_')) return false;
  synthetic(call, name, position, carried, following);
  return true;
}

function synthetic(call: Call, name: string, _: number, carried: Carried, following: Following): void {
  if (/(?:ensureArray|ensureComponent|ensureType|with_any|empty|union)$/.test(name)) following.use(call, carried);
  else if (name.endsWith('store_get')) {
    if (head(carried) === '.$value') following.use(call, rest(carried));
    else if (head(carried) === '.data') following.use(call, carried);
  } else if (/invalidate$/.test(name) && isFunctionStep(head(carried))) {
    following.calling(head(carried));
    following.use(call, rest(carried));
  }
}

/** An element's attributes: printed, but for what a custom element takes as a property, and what is spread over it. */
function element(call: Call, carried: Carried, following: Following): void {
  const [tag] = call.arguments ?? [];
  const isCustom = tag !== undefined && ts.isStringLiteralLike(tag) && tag.text.includes('-');
  const step = head(carried);
  if (step === 'row' || step === 'rows?') following.escape(call, 'spread over the attributes of an element', carried);
  else if (isCustom) following.escape(call, 'handed to a custom element', carried);
}

/** `new $$_Card({ props: { … } })`: what stands for `<Card …/>`. */
function instantiated(callee: ts.Identifier, carried: Carried, following: Following): void {
  if (head(carried) !== '.props') return;
  const props = rest(carried);
  const block = ts.findAncestor(callee, ts.isBlock);
  for (const statement of block?.statements ?? []) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!initializer || name.getText() !== callee.text || !ts.isCallExpression(initializer)) continue;
      const [component] = initializer.arguments;
      if (component) intoComponent(component, callee, props, following);
    }
  }
}
