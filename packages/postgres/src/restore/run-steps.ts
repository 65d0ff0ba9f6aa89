import { setImmediate } from 'node:timers/promises';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { refusalOf } from '../engine/refusal.js';
import type { Loss, RefusedStep, Step } from './restore-step.js';

/** How many steps are sent at once; where one is refused, halves of them are. */
const BATCH = 64;
const GUARD = 'rowpact_restore';

/** What was given up, with PostgreSQL's reason. */
export interface GivenUp {
  readonly loss: Loss;
  readonly reason: string;
}

/** Makes what steps say, in an open transaction; remembers what was refused and tries it again when more is there. */
export class StepRun {
  private refused: readonly RefusedStep[] = [];
  private waiting: readonly Step[] = [];
  private readonly lost: GivenUp[] = [];

  constructor(
    private readonly database: EmbeddedDatabase,
    /** Makes what the refusals ask for and no step makes; answers whether it did. */
    private readonly supply: (refused: readonly RefusedStep[]) => Promise<boolean>,
  ) {}

  get givenUp(): readonly GivenUp[] {
    return this.lost;
  }

  /** Runs steps in their order; those that are refused have to wait for `settle`. */
  async stage(steps: readonly Step[], onBatch?: (done: number) => void): Promise<void> {
    for (let start = 0; start < steps.length; start += BATCH) {
      onBatch?.(start);
      // Lets signals, timers and whoever shows progress have their turn: the engine itself never yields.
      await setImmediate();
      await this.attempt(steps.slice(start, start + BATCH));
    }
    const later = this.waiting;
    this.waiting = [];
    if (later.length > 0) await this.stage(later);
  }

  /** Tries what was refused until nothing more comes of it, then its lesser forms; gives up what is left. */
  async settle(): Promise<void> {
    while (this.refused.length > 0) {
      if (await this.again()) continue;
      if (await this.supply(this.refused)) continue;
      const free = this.freeSteps();
      // Others may be helped then: what cannot be made at all, something can stand in for.
      const hopeless = free.filter(({ step }) => step.makes !== null && step.weaker === null);
      if (hopeless.length > 0) this.giveUp(hopeless);
      else if (!this.weaken(free)) this.giveUp(this.refused);
    }
  }

  private giveUp(entries: readonly RefusedStep[]): void {
    for (const { step, refusal } of entries) this.lost.push({ loss: step.loss, reason: refusal.message });
    this.refused = this.refused.filter((entry) => !entries.includes(entry));
  }

  /** Those that wait for no other refused one. */
  private freeSteps(): readonly RefusedStep[] {
    const missing = new Set(this.refused.map(({ step }) => step.makes));
    return this.refused.filter(({ step }) =>
      [...step.needs].every((name) => name === step.makes || !missing.has(name)),
    );
  }

  /** @returns whether any of the refused steps passed. */
  private async again(): Promise<boolean> {
    const steps = this.refused.map(({ step }) => step);
    this.refused = [];
    for (const step of steps) await this.attempt([step]);
    const isProgress = this.refused.length < steps.length;
    const later = this.waiting;
    this.waiting = [];
    await this.stage(later);
    return isProgress;
  }

  /** Puts lesser forms in the place of the free steps, or of the first that has one where all wait for each other. */
  private weaken(free: readonly RefusedStep[]): boolean {
    const able = (entries: readonly RefusedStep[]): readonly RefusedStep[] =>
      entries.filter(({ step }) => step.weaker !== null);
    const chosen = new Set(able(free).length > 0 ? able(free) : able(this.refused).slice(0, 1));
    this.refused = this.refused.map((entry) => {
      const { step, refusal } = entry;
      if (!chosen.has(entry) || step.weaker === null) return entry;
      if (step.weaker.loss !== null) this.lost.push({ loss: step.weaker.loss, reason: refusal.message });
      return { step: step.weaker.step, refusal };
    });
    return chosen.size > 0;
  }

  private async attempt(steps: readonly Step[]): Promise<void> {
    const refusal = await this.refusalOf(steps.map(({ sql }) => sql).join(';\n'));
    if (refusal === null) {
      this.waiting = [...this.waiting, ...steps.flatMap(({ later }) => later)];
      return;
    }
    const [step, ...others] = steps;
    if (step !== undefined && others.length === 0) {
      this.refused = [...this.refused, { step, refusal }];
      return;
    }
    const half = Math.ceil(steps.length / 2);
    await this.attempt(steps.slice(0, half));
    await this.attempt(steps.slice(half));
  }

  private async refusalOf(sql: string): Promise<RefusedStep['refusal'] | null> {
    // By itself: of a text with a syntax error not even the beginning runs.
    await this.database.exec(`SAVEPOINT ${GUARD}`);
    try {
      await this.database.exec(sql);
      await this.database.exec(`RELEASE ${GUARD}`);
      return null;
    } catch (error) {
      const refusal = refusalOf(error);
      await this.database.exec(`ROLLBACK TO ${GUARD}; RELEASE ${GUARD}`);
      return refusal;
    }
  }
}
