import type { Root } from 'mdast';
import type * as FromMarkdown from 'mdast-util-from-markdown';
import type * as GfmTable from 'mdast-util-gfm-table';
import type * as GfmTableSyntax from 'micromark-extension-gfm-table';
import { createRequire } from 'node:module';

/** Parses Markdown with GitHub's tables. The parser is loaded when first needed: nothing but a list in Markdown asks for it. */
export function parseMarkdown(text: string): Root {
  const load = createRequire(import.meta.url);
  // `require` has no types of its own
  const { fromMarkdown } = load('mdast-util-from-markdown') as typeof FromMarkdown;
  const { gfmTableFromMarkdown } = load('mdast-util-gfm-table') as typeof GfmTable;
  const { gfmTable } = load('micromark-extension-gfm-table') as typeof GfmTableSyntax;
  return fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
}
