import { expect, it } from 'vitest';
import { atItsCall } from './at-its-call.js';

const error = { file: 'web/src/database.statements.gen.ts', line: 247, column: 13, code: 2344 };

it('puts what only the module can say where the statement is sent', () => {
  const message = `Type 'SqlProblem<"src/[id]/a.ts:26: column \\"shoe\\" does not exist">' does not satisfy the constraint 'never'.`;
  expect(atItsCall({ ...error, message }, 'web')).toEqual({
    ...{ file: 'web/src/[id]/a.ts', line: 26, column: 1, code: 2344 },
    message,
  });
});

it('leaves the module’s other errors where they are', () => {
  const other = { ...error, message: `Cannot find module 'pg' or its corresponding type declarations.` };
  expect(atItsCall(other, 'web')).toBe(other);
});
