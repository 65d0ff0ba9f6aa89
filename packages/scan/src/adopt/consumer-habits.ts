import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { byCodeUnit } from '@rowpact/model';
import type { StyleHabits } from './file-style.js';

const CODE = /\.(?:[cm]?tsx?|svelte|vue|astro)$/;
const SKIPPED = new Set(['node_modules', 'dist', 'build', 'out', 'coverage']);
const RELATIVE_IMPORT = /^[ \t]*(?:import|export)\b[^'"\n]*?\bfrom\s*(['"])(\.{1,2}\/[^'"\n]*)\1[ \t]*(;?)[ \t]*$/gm;
/** Files that are asked for habits: more would say the same. */
const SAMPLE = 200;

/** What the consumer's files do as a rule, for what one file alone does not show. Read when first asked. */
export class ConsumerHabits {
  private listed: readonly string[] | null = null;
  private readonly texts = new Map<string, string>();

  /** @param folder the consumer's, absolute */
  constructor(private readonly folder: string) {}

  /** Of the files near a path, the nearest folder that shows a habit. */
  styleNear(path: string): StyleHabits {
    const imports = this.importsNear(path);
    const single = imports.filter(({ quote }) => quote === "'").length;
    const open = imports.filter(({ semicolon }) => semicolon === '').length;
    return {
      quote: imports.length > 0 && single * 2 < imports.length ? '"' : "'",
      semicolon: open * 2 > imports.length ? '' : ';',
    };
  }

  /** Specifiers of relative imports near a path. */
  specifiersNear(path: string): readonly string[] {
    return this.importsNear(path).map(({ specifier }) => specifier);
  }

  /** A file that adds to an interface of this name from outside (`declare module`, `declare global`), relative to the folder. */
  augmentationOf(name: string): string | null {
    const interfaces = new RegExp(`\\binterface\\s+${name.replaceAll('$', '\\$')}(?![\\w$])`);
    for (const file of this.files) {
      const text = this.textOf(file);
      const block = /\bdeclare\s+(?:module\s*['"]|global\b)/.exec(text);
      if (block && interfaces.test(text.slice(block.index))) return file;
    }
    return null;
  }

  private importsNear(path: string): readonly { quote: string; specifier: string; semicolon: string }[] {
    for (let near = dirname(path); ; near = dirname(near)) {
      const prefix = near === '.' ? '' : `${near}/`;
      const files = this.files.filter((file) => file.startsWith(prefix) && file !== path).slice(0, SAMPLE);
      const found = files.flatMap((file) => importsIn(this.textOf(file)));
      if (found.length > 0 || near === '.') return found;
    }
  }

  private get files(): readonly string[] {
    this.listed ??= listCode(this.folder, '');
    return this.listed;
  }

  private textOf(file: string): string {
    let text = this.texts.get(file);
    if (text === undefined) {
      try {
        text = readFileSync(join(this.folder, file), 'utf8');
      } catch {
        text = ''; // It may not be read, or went away.
      }
      this.texts.set(file, text);
    }
    return text;
  }
}

function importsIn(text: string): readonly { quote: string; specifier: string; semicolon: string }[] {
  return [...text.matchAll(RELATIVE_IMPORT)].map(([, quote = '', specifier = '', semicolon = '']) => ({
    ...{ quote, specifier, semicolon },
  }));
}

/** Files that can hold types, declarations included, relative with forward slashes. */
function listCode(folder: string, prefix: string): readonly string[] {
  const entries = entriesOf(join(folder, prefix)).sort((left, right) => byCodeUnit(left.name, right.name));
  return entries.flatMap((entry) => {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) {
      return SKIPPED.has(entry.name) || entry.name.startsWith('.') ? [] : listCode(folder, `${path}/`);
    }
    return entry.isFile() && CODE.test(entry.name) ? [path] : [];
  });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // A folder that may not be entered.
  }
}
