import type { Change, ChangeKind, Evidence, Level, Remedy, Verdict } from '@rowpact/model';
import type { ConsumerInQuestion, ImpactQuestion, StatementInQuestion } from './question.js';

/** One class of trouble: what it is about, and how it judges. It lives in a folder of its own with its page, test and cases. */
export interface Rule {
  /** The folder's name, and the name under which its page, approvals and levels know it. */
  readonly id: string;
  readonly about: readonly ChangeKind[];
  /** What a change of that kind means for one statement that it touches; null for nothing. */
  readonly judge: (change: Change, at: StatementAt) => Judgement | null;
  /** What it means for a consumer apart from its statements: tables it declares for an ORM, its role; left out for nothing. */
  readonly judgeConsumer?: (change: Change, at: ConsumerAt) => readonly ConsumerJudgement[];
  /** What it means for the producer itself; left out for nothing. */
  readonly judgeProducer?: (change: Change, question: ImpactQuestion) => readonly ConsumerJudgement[];
}

export interface ConsumerAt {
  readonly consumer: ConsumerInQuestion;
  readonly question: ImpactQuestion;
}

export interface StatementAt extends ConsumerAt, StatementInQuestion {}

/** What a rule makes of one change and one statement. */
export interface Judgement {
  readonly verdict: Exclude<Verdict, 'safe'>;
  /** The level where it is not that of the verdict (`error` for all). */
  readonly level?: Level;
  /** What happens, as the end of a sentence that begins with the consumer: `reads players.team_id, which is dropped`. */
  readonly what: string;
  readonly why: string;
  /** The word to underline in the statement; null for the place PostgreSQL points at, or nothing. */
  readonly underline: string | null;
  /** Where it hurts in the code, if not at the statement: reads of rows that came through `*`. The first becomes the finding's place. */
  readonly evidence?: readonly Evidence[];
  readonly remedy: Remedy;
}

/** A judgement with a place of its own. */
export interface ConsumerJudgement extends Omit<Judgement, 'underline'> {
  /** From the registry's root on. */
  readonly location: { readonly file: string; readonly line?: number; readonly column?: number };
}
