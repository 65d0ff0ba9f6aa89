import { createRequire } from 'node:module';
import type * as Compiler from '@vue/compiler-sfc';
import { type ComponentTrouble, languageNamed, type ScriptBlock } from './component-scripts.js';

type VueCompiler = Pick<typeof Compiler, 'parse'>;

/** `<script>` and `<script setup>`, as Vue's compiler cuts a single-file component. */
export function vueScripts(text: string): {
  readonly blocks: readonly ScriptBlock[];
  readonly troubles: readonly ComponentTrouble[];
} {
  // Loaded when it is needed, like Svelte's.
  const { parse } = createRequire(import.meta.url)('@vue/compiler-sfc') as VueCompiler;
  const { descriptor, errors } = parse(text, { sourceMap: false, ignoreEmpty: false });
  const scripts = [descriptor.script, descriptor.scriptSetup].filter((script) => script !== null);
  const blocks = scripts.map(({ loc, lang, src }): ScriptBlock => ({
    tag: text.lastIndexOf('<script', loc.start.offset),
    start: loc.start.offset,
    end: loc.end.offset,
    language: languageNamed(lang),
    src: src ?? null,
  }));
  const [first] = errors;
  if (first === undefined) return { blocks, troubles: [] };
  const reason = `Vue's compiler rejects it (${first.message}): only its scripts were searched`;
  return { blocks, troubles: [{ reason, ...placeOf(first) }] };
}

function placeOf(error: object): Pick<ComponentTrouble, 'line' | 'column'> {
  const { loc } = error as { readonly loc?: { readonly start: { readonly line: number; readonly column: number } } }; // Vue's CompilerError
  return { line: loc?.start.line ?? 1, column: loc?.start.column ?? 1 };
}
