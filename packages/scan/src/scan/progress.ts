import type { ScanOptions } from '../scan-options.js';

const STEPS = 10;

/** Tells of one phase: at its beginning, its end, and a few times in between. */
export function progressOf(phase: string, total: number, tell: ScanOptions['onProgress']): (done: number) => void {
  if (tell === undefined || total === 0) return () => undefined;
  let told = 0;
  tell({ phase, done: 0, total });
  return (done) => {
    const step = Math.floor((done * STEPS) / total);
    if (step === told) return;
    told = step;
    tell({ phase, done, total });
  };
}
