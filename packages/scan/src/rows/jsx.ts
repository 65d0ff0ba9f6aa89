import { ts } from 'ts-morph';
import { within, isRow, type Carried } from './carried.js';
import { intoComponent } from './components.js';
import type { Following } from './following.js';

/** Follows a value that stands in JSX: as a prop, among the children, or spread over the props. */
export function usedInJsx(
  parent: ts.JsxExpression | ts.JsxSpreadAttribute,
  carried: Carried,
  following: Following,
): void {
  const owner = parent.parent;
  if (ts.isJsxSpreadAttribute(parent)) {
    const tag = asExpression(parent.parent.parent.tagName);
    if (!isIntrinsic(tag)) intoComponent(tag, parent, carried, following);
    else if (isRow(carried)) following.escape(parent, 'spread over the attributes of an element', carried);
  } else if (ts.isJsxAttribute(owner)) {
    const tag = asExpression(owner.parent.parent.tagName);
    const props = within(carried, `.${owner.name.getText()}`);
    if (!isIntrinsic(tag)) intoComponent(tag, parent, props, following);
    // What stands in an attribute is printed, but an element of one's own takes it as a property.
    else if (tag.getText().includes('-')) following.escape(parent, 'handed to a custom element', carried);
  } else if (ts.isJsxElement(owner) && !isIntrinsic(asExpression(owner.openingElement.tagName))) {
    intoComponent(asExpression(owner.openingElement.tagName), parent, within(carried, '.children'), following);
  }
}

function asExpression(tag: ts.JsxTagNameExpression): ts.Expression {
  return tag as ts.Node as ts.Expression; // names and property accesses, which the types only keep apart for namespaces
}

function isIntrinsic(tag: ts.Expression): boolean {
  return ts.isIdentifier(tag) && /^[a-z]/.test(tag.text);
}
