import { parentPort } from 'node:worker_threads';
import { failuresOf } from '../failed-report.js';
import type { StepProgress } from '../options.js';
import type { PlanAnswer, PlanRequest, ThreadMessage } from './thread-messages.js';

// A thread of its own, alive as long as the watching: what is loaded stays loaded, and an engine that is busy, for ever if a
// migration loops, keeps nobody from seeing the next change or from ending.

function send(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

async function answer(request: PlanRequest): Promise<PlanAnswer> {
  try {
    const { planGenerate } = await import('../generate.js');
    return { plan: await planGenerate({ ...request, onProgress: (progress: StepProgress) => send({ progress }) }) };
  } catch (error) {
    return { failures: failuresOf(error) };
  }
}

parentPort?.on('message', (request: PlanRequest) => void answer(request).then(send));
