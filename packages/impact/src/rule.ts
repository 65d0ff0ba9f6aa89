import type { Access, Change, ChangeKind, Evidence, Level, Remedy, Verdict } from '@rowpact/model';
import type { ConsumerInQuestion, ImpactQuestion, StatementInQuestion } from './question.js';

/** One class of trouble: what it is about, and how it judges. It lives in a folder of its own with its page, test and cases. */
export interface Rule {
  /** The folder's name, and the name under which its page, approvals and levels know it. */
  readonly id: string;
  /** Empty for a rule that is not about single changes. */
  readonly about: readonly ChangeKind[];
  /**
   * What a change of that kind means for one statement; null for nothing. It is asked only about statements that PostgreSQL took
   * before the change, and that the change may touch (see `ChangeIndex`): whether it does, the rule finds out.
   */
  readonly judge?: (change: Change, at: StatementAt) => Judgement | null;
  /** What it means for a consumer apart from its statements: tables it declares for an ORM, its role; left out for nothing. */
  readonly judgeConsumer?: (change: Change, at: ConsumerAt) => readonly ConsumerJudgement[];
  /** What it means for the producer itself; left out for nothing. */
  readonly judgeProducer?: (change: Change, question: ImpactQuestion) => readonly ConsumerJudgement[];
  /** What remains of a statement after all rules about changes were asked: the rules that see to it that nothing is lost. */
  readonly judgeRest?: (at: StatementAt, rest: Rest) => Judgement | null;
  /** What all changes together mean for a consumer: one finding per place, whatever the number of changes. */
  readonly judgeAll?: (at: ConsumerAt) => readonly ConsumerJudgement[];
}

/** What is known of a statement once every rule about changes was asked. */
export interface Rest {
  /** The changes that touch it, the one to blame first; empty where none is known to. */
  readonly changes: readonly Change[];
  readonly claims: readonly Claim[];
}

/** A judgement, whose it is, and the change that it is about; null where nobody knows which. */
export interface Claim<Made = Judgement> {
  readonly rule: Rule;
  readonly change: Change | null;
  readonly judgement: Made;
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
  /** What happens, as the end of a sentence that begins with the consumer: `reads players.team_id, which migration 019 drops`. */
  readonly what: string;
  readonly why: string;
  /** The identifier to underline in the statement (its plain name, unquoted); null for the place PostgreSQL points at, or nothing. */
  readonly underline: string | null;
  /**
   * Where it hurts in the code, if not at the statement: reads of rows that came through `*`. The first becomes the finding's
   * place. Locations from the registry's root on: see `inSource`.
   */
  readonly evidence?: readonly Evidence[];
  /** How the statement uses what was changed, where the statement's access to the change's relation does not say it. */
  readonly access?: Access;
  /**
   * The change lies behind something that the statement names (the table under a view, the table that a function reads): where a
   * judgement about the nearer thing is as bad, this one is dropped.
   */
  readonly behind?: boolean;
  /**
   * Of a judgement about what remains of a statement: the change that it is about, where that is not the first one to blame. Of one
   * about several changes: the one that stands for all.
   */
  readonly change?: Change;
  readonly remedy: Remedy;
}

/** A judgement with a place of its own. */
export interface ConsumerJudgement extends Omit<Judgement, 'underline' | 'behind'> {
  /** From the registry's root on. */
  readonly location: { readonly file: string; readonly line?: number; readonly column?: number };
  /** What tells it from others of the same rule and subject, never a line or a migration's number: part of the fingerprint. */
  readonly about?: string;
  /** What it is about where that is no single change: `3 changes to players`. */
  readonly subject?: string;
}
