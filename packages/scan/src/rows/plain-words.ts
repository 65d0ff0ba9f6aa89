import { ts } from 'ts-morph';
import { calledName, shortText, type Call } from './run-function.js';

const ANSWERS = /^(?:json|jsonp|send|end)$/;
const LOGS = /^(?:console|log|logger|pino|winston)\b|\.(?:log|logger)\b/i;

/** Why a value that is handed to a call escapes there whatever its type is; null where its type may say more. */
export function plainWords(call: Call, position: number): string | null {
  const callee = shortText(call.expression);
  const argument = call.arguments?.[position];
  if (argument && ts.isSpreadElement(argument)) return 'spread into an unknown call';
  if (callee === 'JSON.stringify') return 'JSON text (`JSON.stringify`)';
  if (ANSWERS.test(calledName(call) ?? '')) return `JSON response (\`${callee}\`)`;
  return LOGS.test(callee) ? `written to a log (\`${callee}\`)` : null;
}
