/** Something that happens now and then, waited for by one. */
export class Latch {
  private raised = false;
  private waiting: (() => void) | null = null;

  readonly raise = (): void => {
    this.raised = true;
    this.waiting?.();
  };

  /** Takes back what was raised so far; answers whether there was anything. */
  lower(): boolean {
    const was = this.raised;
    this.raised = false;
    return was;
  }

  /** Resolves when it is raised, at once where it is. */
  up(): Promise<void> {
    return new Promise((resolve) => {
      if (this.raised) resolve();
      else this.waiting = resolve;
    });
  }
}
