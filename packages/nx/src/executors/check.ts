import type { ExecutorContext } from '@nx/devkit';
import { flag, runRowpact, toggle, type Verdict } from './run-rowpact.js';

export interface CheckExecutorOptions {
  readonly producer?: string;
  readonly consumer?: string;
  /** The registry's folder, relative to the workspace. */
  readonly registry?: string;
  /** A git ref: what its merge-base with HEAD has, has run. NX_BASE goes before it, `from` before both. */
  readonly base?: string;
  readonly from?: string;
  readonly to?: string;
  readonly recorded?: boolean;
  readonly typecheck?: boolean;
  /** `sarif=gate.sarif` and the like. */
  readonly format?: string | readonly string[];
}

/** Says whom the pending migrations break. */
export function checkExecutor(options: CheckExecutorOptions, { root }: ExecutorContext): Promise<Verdict> {
  return runRowpact(checkArguments(options, process.env['NX_BASE']), root);
}

/** @param nxBase the commit that CI compares with, as Nx's own tools set it in NX_BASE */
export function checkArguments(options: CheckExecutorOptions, nxBase: string | undefined): readonly string[] {
  const { producer, consumer, registry, from, to, recorded, typecheck, format } = options;
  const base = from === undefined ? nxBase || options.base : undefined; // an empty NX_BASE names nothing
  const formats = typeof format === 'string' ? [format] : (format ?? []);
  return [
    'check',
    ...flag('producer', producer),
    ...flag('consumer', consumer),
    ...flag('registry', registry),
    ...flag('base', base),
    ...flag('from', from),
    ...flag('to', to),
    ...toggle('recorded', recorded),
    ...toggle('typecheck', typecheck),
    ...formats.flatMap((one) => flag('format', one)),
  ];
}

// Nx takes an executor's default export.
// eslint-disable-next-line no-restricted-syntax -- the host demands it
export default checkExecutor;
