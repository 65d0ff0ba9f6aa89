import { posix } from 'node:path';
import { byCodeUnit, type Place } from '@rowpact/model';

/** A call that is to have a name for its row. */
export interface NamableCall {
  readonly place: Place;
  /** The name that it has. */
  readonly named: string | null;
  /** Equal for rows that are the same. */
  readonly row: string;
}

/**
 * What the row of each call is called, in the order given. A name that a call has stays, so that a statement more or less
 * re-names no other; it has it together with calls whose rows are the same. A new name comes from the function around the
 * call, and is numbered where it is taken.
 * @param taken names that other calls have
 */
export function rowNames(calls: readonly NamableCall[], taken: ReadonlySet<string>): readonly string[] {
  const kept = new Map(calls.map((call) => [call, keeps(call, calls)]));
  const used = new Set([...taken, ...calls.flatMap(({ named }) => named ?? [])]);
  const names = new Map<NamableCall, string>();
  for (const call of [...calls].sort(byPlace)) {
    if (kept.get(call) === true && call.named !== null) names.set(call, call.named);
    else names.set(call, freeName(naturalName(call.place), used));
  }
  return calls.map((call) => names.get(call) ?? '');
}

/** Of calls with one name and different rows, those keep it whose row is that of the first whose function is called so. */
function keeps(call: NamableCall, calls: readonly NamableCall[]): boolean {
  if (call.named === null) return false;
  const sharing = calls.filter(({ named }) => named === call.named).sort(byPlace);
  const owner = sharing.find(({ place, named }) => named === naturalName(place)) ?? sharing[0];
  return owner?.row === call.row;
}

function freeName(natural: string, used: Set<string>): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? natural : `${natural}${count}`;
    if (used.has(name)) continue;
    used.add(name);
    return name;
  }
}

/** `loadRoster` and `Roster.load` read a `LoadRosterRow` and a `RosterLoadRow`; outside of a function the file names it. */
function naturalName({ within, file }: Place): string {
  const name = within === null || within === 'default' ? posix.basename(file).replace(/(?<=.)\..*$/u, '') : within;
  const words = name.split(/[^\p{ID_Continue}$]+/u).filter((word) => word !== '');
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return `${/^[\p{ID_Start}$_]/u.test(joined) ? joined : `Statement${joined}`}Row`;
}

function byPlace({ place: a }: NamableCall, { place: b }: NamableCall): number {
  return byCodeUnit(a.file, b.file) || a.line - b.line || a.column - b.column;
}
