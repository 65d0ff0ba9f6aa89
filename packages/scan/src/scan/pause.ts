/** Lets the event loop turn, so that a signal or a timer gets its word in between. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
