import { ts } from 'ts-morph';
import { declarationOf } from '../value/declaration.js';
import type { UnknownValue } from '../value/value.js';
import type { HolePart } from './parts.js';
import type { Position } from './position.js';

const WHAT: Readonly<Record<Position, string>> = {
  value: 'a value',
  'in string': 'part of a string',
  'in typed literal': 'part of a string',
  'in comment': 'a comment',
  name: 'a name',
  table: "a table's name",
  condition: 'a condition',
  operand: "a column's name",
  item: 'a column or expression',
  'column list': 'a list of columns',
  assignment: 'what is set',
  clause: 'a part of the text',
};

/** One sentence that says what is not known and where it comes from. */
export function describeHole(hole: HolePart, position: Position | null): string {
  const what = position === null ? 'the text' : WHAT[position];
  const written = shorten(hole.expression.getText(hole.module.source));
  const from = hole.stop === null ? null : describeStop(hole.stop, written);
  return `${what} comes from \`${written}\`${from === null ? '' : ` (${from})`}`;
}

function describeStop(stop: UnknownValue, written: string): string | null {
  const source = stop.scope.module.source;
  const name = shorten(stop.node.getText(source));
  switch (stop.why) {
    case 'built by code':
      return name === written ? 'built in a loop or by code that cannot be followed' : `\`${name}\`, built by code`;
    case 'circular':
      return 'defined by itself';
    case 'too deep':
      return 'too many steps away';
    case 'not followed': {
      const kind = kindOf(stop);
      return name === written ? kind : `\`${name}\`${kind === null ? '' : `, ${kind}`}`;
    }
  }
}

function kindOf({ node, scope }: UnknownValue): string | null {
  if (ts.isCallExpression(node)) return 'the result of a call';
  if (!ts.isIdentifier(node)) return null;
  const declaration = declarationOf(node, scope.module, scope.graph);
  if (declaration?.kind === 'imported') return `imported from ${declaration.package}`;
  if (declaration?.kind !== 'declared') return null;
  let owner: ts.Node = declaration.node;
  while (ts.isBindingElement(owner)) owner = owner.parent.parent;
  if (ts.isParameter(owner)) return parameterOf(owner);
  return ts.isVariableDeclaration(owner) ? 'a variable' : null;
}

function parameterOf(parameter: ts.ParameterDeclaration): string {
  const owner = parameter.parent;
  const named = ts.isVariableDeclaration(owner.parent) ? owner.parent.name : owner.name;
  return named && ts.isIdentifier(named) ? `a parameter of \`${named.text}\`` : 'a parameter';
}

/** In one line, and not longer than a sentence bears. */
function shorten(text: string): string {
  const line = text.replace(/\s+/gu, ' ').replaceAll('`', "'");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
