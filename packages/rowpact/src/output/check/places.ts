import { type Access, byCodeUnit, type ImpactFinding, type Location } from '@rowpact/model';

/** By file, line and column. */
export function byPlace(left: Location, right: Location): number {
  return (
    byCodeUnit(left.file, right.file) ||
    (left.line ?? 0) - (right.line ?? 0) ||
    (left.column ?? 0) - (right.column ?? 0)
  );
}

/** `src/calendar.ts:7, 8`: places of one file on one line, in the order of the files. */
export function placesByFile(places: readonly Location[]): readonly string[] {
  const lines = new Map<string, Set<number>>();
  for (const { file, line } of [...places].sort(byPlace)) {
    const known = lines.get(file) ?? new Set<number>();
    if (line !== undefined) known.add(line);
    lines.set(file, known);
  }
  return [...lines].map(([file, numbers]) => (numbers.size === 0 ? file : `${file}:${[...numbers].join(', ')}`));
}

/** Where else it hurts: what the finding's own place does not say already. @param without a kind of use that is told elsewhere */
export function furtherPlaces({ location, evidence }: ImpactFinding, without?: Access): readonly Location[] {
  const places = evidence.filter(({ access }) => access !== without).map((one) => one.location);
  return places.filter(({ file, line }) => file !== location.file || line !== location.line);
}

/** Every line of code that findings point at, once. */
export function countPlaces(findings: readonly ImpactFinding[]): number {
  const places = findings.flatMap((finding) => [finding.location, ...furtherPlaces(finding)]);
  return new Set(places.map(({ file, line }) => `${file}:${line ?? ''}`)).size;
}
