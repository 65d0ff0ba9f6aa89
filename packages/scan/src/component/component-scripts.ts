/** The scripts of a component, in the text of the whole file. */
export interface ComponentScripts {
  /** As long as the file, line by line: what is not script is blank. */
  readonly text: string;
  readonly language: ScriptLanguage;
  /** What could not be looked into, and where; what could be is in `text` all the same. */
  readonly troubles: readonly ComponentTrouble[];
}

export type ScriptLanguage = 'ts' | 'tsx' | 'js' | 'jsx';

/** A part of a component that stays unread. Lines and columns count from 1. */
export interface ComponentTrouble {
  readonly reason: string;
  readonly line: number;
  readonly column: number;
}

/** One script: `[start, end)` is its content, `tag` where its opening tag begins. */
export interface ScriptBlock {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
  readonly language: ScriptLanguage;
  /** The module that it stands for instead of having a content. */
  readonly src: string | null;
}

/** Blanks everything but the scripts. A semicolon stands behind each: the next one must not go on with its last expression. */
export function keepScripts(text: string, blocks: readonly ScriptBlock[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const block of [...blocks].sort((left, right) => left.tag - right.tag)) {
    const before = blank(text.slice(at, block.start));
    // The tag is longer than the statement that says the same to whoever imports the component.
    const reference = block.src === null ? '' : `export*from${JSON.stringify(block.src)}`;
    const from = block.tag - at;
    parts.push(reference === '' ? before : before.slice(0, from) + reference + before.slice(from + reference.length));
    parts.push(text.slice(block.start, block.end));
    if (block.end < text.length) parts.push(';');
    at = Math.min(block.end + 1, text.length);
  }
  parts.push(blank(text.slice(at)));
  return parts.join('');
}

/** Spaces, one for each UTF-16 code unit, line ends kept. */
export function blank(text: string): string {
  return text.replace(/[^\r\n\u2028\u2029]/g, ' ');
}

/** What the attribute `lang` (or `type`, as long ago) says. */
export function languageNamed(lang: string | null | undefined): ScriptLanguage {
  const name = (lang ?? '').toLowerCase().replace(/^(?:text|application)\//, '');
  if (name === 'ts' || name === 'typescript') return 'ts';
  if (name === 'tsx' || name === 'jsx') return name;
  return 'js';
}

/** TypeScript reads JavaScript too, so one script in TypeScript makes it the language of all. */
export function languageOf(blocks: readonly ScriptBlock[]): ScriptLanguage {
  const order = ['tsx', 'ts', 'jsx', 'js'] as const;
  return order.find((language) => blocks.some((block) => block.language === language)) ?? 'js';
}

/** Line and column of an offset, counted from 1. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lines = before.split(/\r\n|[\n\r\u2028\u2029]/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
