import { createRequire } from 'node:module';
import type * as Compiler from 'svelte/compiler';
import { type ComponentTrouble, positionAt, type ScriptBlock } from './component-scripts.js';
import { scriptTags, withoutRawText } from './script-tags.js';

type SvelteCompiler = Pick<typeof Compiler, 'parse'>;

/** The module script and the instance script, which Svelte's compiler tells from elements of the markup. */
export function svelteScripts(text: string): {
  readonly blocks: readonly ScriptBlock[];
  readonly troubles: readonly ComponentTrouble[];
} {
  const tags = scriptTags(text);
  try {
    // Loaded when it is needed: it takes a third of a second.
    const { parse } = createRequire(import.meta.url)('svelte/compiler') as SvelteCompiler;
    const root = parse(withoutRawText(text), { modern: true, loose: true });
    const starts = [root.module?.start, root.instance?.start];
    return { blocks: tags.filter(({ tag }) => starts.includes(tag)), troubles: [] };
  } catch (error) {
    const { message, offset } = refusal(error);
    const reason = `Svelte's compiler rejects it (${message}): only its scripts were searched`;
    return { blocks: tags, troubles: [{ reason, ...positionAt(text, offset) }] };
  }
}

/** Svelte's CompileError has its place in `position`, and a link to the documentation as the last line of its message. */
function refusal(error: unknown): { readonly message: string; readonly offset: number } {
  if (!(error instanceof Error)) return { message: String(error), offset: 0 };
  const position = 'position' in error && Array.isArray(error.position) ? Number(error.position[0]) : 0;
  return { message: error.message.split('\n')[0] ?? '', offset: Number.isFinite(position) ? position : 0 };
}
