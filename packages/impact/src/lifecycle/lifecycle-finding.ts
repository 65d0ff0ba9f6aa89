import {
  displaySubject,
  sha256,
  type Evidence,
  type ImpactFinding,
  type Level,
  type Location,
  type Remedy,
  type Verdict,
} from '@rowpact/model';

/** What a lifecycle rule has to say; the rest of the finding is the same for all of them. */
export interface LifecycleTrouble {
  readonly rule: string;
  readonly producer: string;
  readonly verdict: Exclude<Verdict, 'safe'>;
  readonly level?: Level;
  /** Canonical; null for what is about no object. */
  readonly subject: string | null;
  readonly sentence: string;
  readonly change?: string | null;
  readonly location: Location;
  readonly migration?: Location | null;
  readonly why: string;
  readonly evidence?: readonly Evidence[];
  readonly remedy: Remedy;
  /** What tells this trouble from others of the same rule about the same object: no places, no names of migrations. */
  readonly same?: readonly string[];
}

/** A finding that is the producer's own to mend. */
export function lifecycleFinding(trouble: LifecycleTrouble): ImpactFinding {
  const { rule, producer, verdict, subject, sentence, location, why, remedy } = trouble;
  return {
    kind: 'impact',
    rule,
    verdict,
    level: trouble.level ?? 'error',
    producer,
    consumer: null,
    deployed: null,
    sentence,
    change: trouble.change ?? null,
    subject: subject === null ? null : displaySubject(subject),
    location,
    migration: trouble.migration ?? null,
    excerpt: null,
    why,
    evidence: trouble.evidence ?? [],
    refusal: null,
    remedy,
    fingerprint: sha256('lifecycle', rule, producer, subject ?? '', ...(trouble.same ?? [])).slice(0, 16),
    typecheck: null,
    accepted: null,
  };
}
