import { identifiersIn } from '../judge/words.js';
import type { StatementAt } from '../rule.js';

/** Whether the statement's text holds the name as an identifier. */
export function namesInText(at: StatementAt, name: string): boolean {
  return identifiersIn(at.statement.text).some((identifier) => identifier.name === name);
}
