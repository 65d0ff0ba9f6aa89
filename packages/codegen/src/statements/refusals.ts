import { byCodeUnit } from '@rowpact/model';
import { textLiteral } from '../text-literal.js';
import type { StatementText } from './typed-statement.js';

/** What TypeScript has to refuse, and where the reason stands, relative to the consumer's folder. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** What PostgreSQL does not take, wherever no call shows it. */
export function problemsOf(texts: readonly StatementText[]): readonly Problem[] {
  return texts.flatMap(({ verdict }) =>
    verdict.kind === 'refused'
      ? verdict.unseenAt.map(({ file, line }) => ({ file, line, message: verdict.message }))
      : [],
  );
}

/** What TypeScript cannot refuse at its call it refuses here; needs `SqlProblem`. */
export function refusals(problems: readonly Problem[]): string {
  if (problems.length === 0) return '';
  const sorted = [...problems].sort((left, right) => byCodeUnit(left.file, right.file) || left.line - right.line);
  const lines = sorted.map(
    ({ file, line, message }) => `  RefusedAt<SqlProblem<${textLiteral(`${file}:${line}: ${message}`)}>>,\n`,
  );
  return `
type RefusedAt<Problem extends never> = Problem;

/** Statements that PostgreSQL does not take, and whose calls cannot show it: each is an error here. */
// prettier-ignore
export type Refusals = [
${lines.join('')}];
`;
}
