import { createRequire } from 'node:module';
import { ruleNames } from '../check/known-rules.js';

/** What reports say about the tool that made them. */
export interface Tool {
  readonly version: string;
  /** Where its pages are; null where they are published nowhere. */
  readonly homepage: string | null;
}

/** From our own package.json. */
export function ownTool(): Tool {
  const { version, homepage } = createRequire(import.meta.url)('../../package.json') as {
    readonly version: string;
    readonly homepage?: string;
  };
  return { version, homepage: homepage ?? null };
}

/** The page of a finding or an error; null without a home. */
export function pageOf(rule: string, isFailure: boolean, { homepage }: Tool): string | null {
  if (homepage === null) return null;
  const root = homepage.replace(/\/+$/u, '');
  if (isFailure) return `${root}/docs/errors.md#${rule}`;
  return ruleNames().includes(rule)
    ? `${root}/packages/impact/src/rules/${rule}/README.md`
    : `${root}/docs/findings/${rule}.md`;
}
