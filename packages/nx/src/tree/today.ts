/** The day of the run, `2026-11-22`: the generators are the door at which the clock is read. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
