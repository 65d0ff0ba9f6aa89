import { createRequire } from 'node:module';

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
  return isFailure ? `${root}/docs/errors.md#${rule}` : `${root}/docs/findings/${rule}.md`;
}
