import type { Change, ConstantVerdict, ImpactFinding } from '@rowpact/model';
import { constantQuestions } from '../constants/constant-questions.js';
import type { ImpactQuestion, StatementInQuestion } from '../question.js';
import { consumer, judge, question } from './questions.js';

/** What PostgreSQL would answer about constants, by the values it is asked about. */
export type Answers = (values: Readonly<Record<string, string>>, check: string | null) => ConstantVerdict['kind'];

type About = Partial<ImpactQuestion> & { readonly consumer?: Parameters<typeof consumer>[1] };

/** The findings about one statement, after PostgreSQL was asked about its constants. */
export function findings(
  changes: readonly Change[],
  statement: StatementInQuestion,
  about: About = {},
  answers: Answers = () => 'not evaluated',
): readonly ImpactFinding[] {
  const { consumer: parts, ...rest } = about;
  const open = question({ changes, consumers: [consumer([statement], parts)], ...rest });
  const constants = constantQuestions(open).map(({ key, values, check }) => {
    const kind = answers(values, check);
    return [key, kind === 'refused' ? { kind, sqlstate: '22001', message: 'too long' } : { kind }] as const;
  });
  return judge(changes, statement, { ...about, constants: new Map(constants) });
}

/** `verdict rule`, with its level where that is no error; in the order of the findings. */
export function said(...asked: Parameters<typeof findings>): readonly string[] {
  return findings(...asked).map(
    ({ verdict, rule, level }) => `${verdict} ${rule}${level === 'error' ? '' : ` (${level})`}`,
  );
}
