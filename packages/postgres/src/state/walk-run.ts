import type { SchemaState } from '@rowpact/model';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import type { MigrationWatch } from '../engine/migration-watch.js';
import { phase, type ReplayOptions } from '../engine/replay-options.js';
import type { ReplayObserver } from '../engine/replay-run.js';
import type { StoredNote } from '../engine/state-store.js';
import { dataOfStep } from './data-of-step.js';
import { readLineage } from './lineage.js';
import { storeOrigins } from './origins.js';
import { readSchemaState } from './read-schema-state.js';
import { saveSchema, saveStep, type StoredSchema, type StoredStep } from './state-cache.js';
import { StepWatch, type StepFindings } from './watch/step-watch.js';

/** What the parts of a walk are kept under. */
export interface WalkKeys {
  /** Before the first migration of the base, and after each up to the head. */
  readonly states: readonly [string, ...string[]];
  /** How many migrations the base has. */
  readonly base: number;
  readonly steps: readonly string[];
}

/** What is known of a walk: the schema before it, and its first steps, of one database throughout. */
export interface KnownWalk {
  readonly before: StoredSchema;
  readonly steps: readonly KnownStep[];
}

export interface KnownStep {
  readonly step: StoredStep;
  readonly after: StoredSchema;
}

/** Thrown, never shown: the cached database gave its objects other oids than the one that the known steps are of. */
export class OtherDatabase extends Error {}

interface Place {
  readonly lineage: string;
  readonly state: SchemaState;
}

/** Looks on while the plan of a walk is replayed: reads the schema where a pending migration begins or ends. */
export class WalkRun implements ReplayObserver {
  readonly startAtMost: number;
  readonly keepAt: number;
  /** By the number of migrations that the database has. */
  private readonly places = new Map<number, Place>();
  private readonly findings = new Map<number, StepFindings>();
  private watching: StepWatch | null = null;

  constructor(
    private readonly keys: WalkKeys,
    private readonly known: KnownWalk | null,
    private readonly options: ReplayOptions,
  ) {
    this.keepAt = keys.base;
    this.startAtMost = keys.base + (known?.steps.length ?? 0);
  }

  readonly reached = async ({ query }: EmbeddedDatabase, applied: number): Promise<void> => {
    if (this.watching) this.findings.set(applied, this.watching.findings());
    this.watching = null;
    if (applied < this.keys.base) return;
    const lineage = await readLineage(query);
    const known = this.knownAt(applied);
    if (known?.lineage === lineage) {
      this.places.set(applied, known);
      return;
    }
    if (known && applied > this.keys.base && !this.findings.has(applied))
      throw new OtherDatabase('the steps before are of another database');
    this.options.onProgress?.(phase('reading the schema'));
    this.places.set(applied, { lineage, state: await readSchemaState(query) });
  };

  readonly watch = (index: number): MigrationWatch | undefined => {
    this.watching = null;
    if (index < this.keys.base) return undefined;
    const before = this.places.get(index);
    if (!before) throw new TypeError('a pending migration runs in a schema that nobody read');
    const next = before.state.details.sequences.map(({ oid, next }): readonly [number, string | null] => [oid, next]);
    this.watching = new StepWatch(new Map(next));
    return this.watching;
  };

  /** Puts together what is known now, and keeps what is new. */
  async finish(notes: readonly StoredNote[]): Promise<KnownWalk> {
    const { base } = this.keys;
    const before = await this.schemaAt(base, notes);
    const steps: KnownStep[] = [];
    for (const [at, key] of this.keys.steps.entries()) {
      const applied = base + at + 1;
      const findings = this.findings.get(applied);
      const step = findings ? this.stepTo(applied, findings, before.state) : this.known?.steps[at]?.step;
      if (!step) throw new TypeError('a pending migration that neither ran nor is known');
      if (findings) await saveStep(this.options.cache, key, step);
      steps.push({ step, after: await this.schemaAt(applied, notes) });
    }
    return { before, steps };
  }

  private knownAt(applied: number): StoredSchema | undefined {
    const step = applied - this.keys.base;
    return step === 0 ? this.known?.before : this.known?.steps[step - 1]?.after;
  }

  private async schemaAt(applied: number, notes: readonly StoredNote[]): Promise<StoredSchema> {
    const known = this.knownAt(applied);
    const place = this.places.get(applied) ?? known;
    if (!place) throw new TypeError('a schema that nobody read');
    if (known && place.state === known.state) return known;
    const schema: StoredSchema = {
      lineage: place.lineage,
      state: place.state,
      notes: notes.filter(({ migration }) => migration < applied),
    };
    await saveSchema(this.options.cache, this.keys.states[applied] ?? '', schema);
    return schema;
  }

  private stepTo(applied: number, findings: StepFindings, base: SchemaState): StoredStep {
    const before = this.places.get(applied - 1);
    const after = this.places.get(applied);
    if (!before || !after) throw new TypeError('a migration ran between schemas that nobody read');
    const { origins, numberOf } = storeOrigins(findings);
    const around = { base, before: before.state, after: after.state };
    return { from: before.lineage, to: after.lineage, origins, data: dataOfStep(findings.writes, around, numberOf) };
  }
}
