import { Worker } from 'node:worker_threads';
import { failuresOf } from '../failed-report.js';
import type { StepProgress } from '../options.js';
import type { PlanAnswer, PlanRequest, ThreadMessage } from './thread-messages.js';

/** Plans in a thread that stays; one that died, or was ended, is replaced by the next plan. */
export class GenerationThread {
  /** Grows with each step that the thread reports. */
  steps = 0;
  private worker: Worker | null = null;
  private answered: ((answer: PlanAnswer) => void) | null = null;

  constructor(private readonly onProgress: (progress: StepProgress) => void) {}

  /** One at a time. Never rejects. */
  plan(request: PlanRequest): Promise<PlanAnswer> {
    const worker = (this.worker ??= this.start());
    const { cwd, env, registry, producer, consumer, fromSnapshot, cache } = request;
    return new Promise((resolve) => {
      this.answered = resolve;
      // What can be sent, and no more: options have functions, and the environment is no plain object.
      const sent: PlanRequest = { cwd, env: { ...env }, registry, producer, consumer, fromSnapshot, cache };
      worker.postMessage(sent);
    });
  }

  /** Ends it at once, whatever it does: it writes nothing but the cache, where nothing is ever half there. */
  async end(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(new URL('./generation-worker.js', import.meta.url));
    worker.on('message', (message: ThreadMessage) => {
      if (this.worker !== worker) return;
      if (!('progress' in message)) return this.answered?.(message);
      this.steps += 1;
      this.onProgress(message.progress);
    });
    const died = (error: unknown): void => {
      if (this.worker !== worker) return;
      this.worker = null;
      this.answered?.({ failures: failuresOf(error) });
    };
    worker.on('error', died);
    worker.on('messageerror', died);
    worker.on('exit', (code) => died(new Error(`the thread that replays migrations ended with code ${code}`)));
    return worker;
  }
}
