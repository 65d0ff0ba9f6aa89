import { ts } from 'ts-morph';
import { zodObjectOf } from '../program/zod-object.js';
import { onlyColumns, within, type Carried } from './carried.js';
import type { Following } from './following.js';
import { keyOf } from './patterns.js';
import type { Call } from './run-function.js';

const PARSING = /^(?:parse|parseAsync|safeParse|safeParseAsync|spa)$/;

/** `Player.parse(row)`: the schema reads the columns that it names, and lets nothing else through. */
export function parsedBySchema(call: Call, carried: Carried, following: Following): boolean {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !PARSING.test(callee.name.text)) return false;
  const schema = zodObjectOf(callee.expression, following.tree);
  if (schema === null) return false;
  following.checked(callee.expression);
  const names: string[] = [];
  for (const { name } of schema.properties) {
    const column = keyOf(name);
    if (column === null) continue;
    names.push(column);
    following.read(column, name, carried);
  }
  const parsed = schema.isOpen ? carried : onlyColumns(carried, names);
  following.use(call, /^(?:safeParse|spa)/.test(callee.name.text) ? within(parsed, '.data') : parsed);
  return true;
}
