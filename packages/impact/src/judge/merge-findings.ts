import { type Evidence, type ImpactFinding, VERDICTS } from '@rowpact/model';

/**
 * One finding for what is the same trouble of one consumer: the same statement at several places (the others become evidence), and
 * the branches of one statement, which stand at one place.
 */
export function merged(findings: readonly ImpactFinding[]): readonly ImpactFinding[] {
  const byFingerprint = new Map<string, ImpactFinding>();
  for (const finding of findings) {
    const known = byFingerprint.get(finding.fingerprint);
    byFingerprint.set(finding.fingerprint, known === undefined ? finding : together(known, finding));
  }
  const byPlace = new Map<string, ImpactFinding>();
  for (const finding of byFingerprint.values()) {
    const { rule, subject, change, location, consumer } = finding;
    const place = JSON.stringify([rule, subject, change, consumer, location.file, location.line, location.column]);
    const known = byPlace.get(place);
    if (known === undefined || isWorse(finding, known)) byPlace.set(place, finding);
  }
  return [...byPlace.values()];
}

function together(one: ImpactFinding, other: ImpactFinding): ImpactFinding {
  const [kept, left] = isWorse(other, one) ? [other, one] : [one, other];
  const places: readonly Evidence[] = [
    ...kept.evidence,
    { location: left.location, access: left.evidence[0]?.access === 'wildcard' ? 'row read' : 'read', from: null },
    ...left.evidence,
  ];
  const seen = new Set([placeOf(kept)]);
  const evidence = places.filter((each) => {
    const place = placeOf(each);
    return !seen.has(place) && seen.add(place);
  });
  return { ...kept, evidence };
}

function placeOf({ location: { file, line, column } }: Pick<Evidence, 'location'>): string {
  return JSON.stringify([file, line, column]);
}

function isWorse(one: ImpactFinding, other: ImpactFinding): boolean {
  return VERDICTS.indexOf(one.verdict) < VERDICTS.indexOf(other.verdict);
}
