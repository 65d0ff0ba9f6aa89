import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** A file that names a module. */
export interface Importer {
  /** Absolute. */
  readonly path: string;
  /** As it is written there. */
  readonly specifier: string;
}

const SPECIFIER = /(?:\bfrom|\bimport|\brequire|\bexport)\s*\(?\s*(['"])([^'"\n]+)\1/g;
/** More text than this is no source that people write. */
const LARGEST = 4_000_000;

/** Who imports whom, found by searching the text of every file once, when somebody first asks. */
export class ImportIndex {
  private byStem: ReadonlyMap<string, readonly Importer[]> | null = null;
  private listed: readonly string[] | null = null;
  private readonly declared = new Map<string, boolean>();
  private readonly known = new Map<string, readonly Importer[]>();

  /** @param list the files that count, absolute and sorted; asked once */
  constructor(
    private readonly list: () => readonly string[],
    private readonly resolve: (from: string, specifier: string) => string | null,
  ) {}

  get files(): readonly string[] {
    this.listed ??= this.list();
    return this.listed;
  }

  /** @param name where it is given, importers that neither name it nor hand on everything are left out */
  importersOf(path: string, name: string | null): readonly Importer[] {
    let importers = this.known.get(path);
    if (importers === undefined) {
      importers = this.candidates(path).filter((each) => this.resolve(each.path, each.specifier) === path);
      this.known.set(path, importers);
    }
    if (name === null) return importers;
    return importers.filter(({ path: from }) => {
      const text = textOf(from);
      return text.includes(name) || /\bexport\s*\*/.test(text);
    });
  }

  filesWith(words: readonly string[]): readonly string[] {
    return this.files.filter((path) => {
      const text = textOf(path);
      return words.every((word) => text.includes(word));
    });
  }

  /** Which files hold which of these words, all found in one go. */
  filesByWord(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>(words.map((word) => [word, []]));
    for (const path of words.length > 0 ? this.files : []) {
      const text = textOf(path);
      for (const word of words) if (text.includes(word)) found.get(word)?.push(path);
    }
    return found;
  }

  /** Whether some file may declare a function or property of this name: mentions it other than after a dot. */
  mayDeclare(name: string): boolean {
    let known = this.declared.get(name);
    if (known === undefined) {
      const mention = new RegExp(`(?<![.\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
      known = this.files.some((path) => mention.test(textOf(path)));
      this.declared.set(name, known);
    }
    return known;
  }

  /** A file's text; empty where it cannot be read. */
  textOf(path: string): string {
    return textOf(path);
  }

  private candidates(path: string): readonly Importer[] {
    this.byStem ??= this.build();
    const others = this.byStem;
    const stems = new Set([stemOf(path), ALIAS]);
    // A folder's index is named by the folder, and a package's by the package.
    if (stemOf(path) === 'index' || others.has(basename(dirname(path)))) stems.add(basename(dirname(path)));
    return [...stems].flatMap((stem) => others.get(stem) ?? []);
  }

  private build(): ReadonlyMap<string, readonly Importer[]> {
    const found = new Map<string, Importer[]>();
    for (const path of this.files) {
      const seen = new Set<string>();
      for (const [, , specifier = ''] of textOf(path).matchAll(SPECIFIER)) {
        if (seen.has(specifier)) continue;
        seen.add(specifier);
        // What is not relative may be an alias for any file.
        for (const stem of new Set([stemOf(specifier), ...(isPlainAlias(specifier) ? [ALIAS] : [])])) {
          const known = found.get(stem);
          if (known) known.push({ path, specifier });
          else found.set(stem, [{ path, specifier }]);
        }
      }
    }
    return found;
  }
}

const ALIAS = '\0alias';

/** `@db`, `#queries`, `~/`: one word that configuration gives a meaning; `pg` may be one as well, but a package is likelier. */
function isPlainAlias(specifier: string): boolean {
  return /^(?:[@#$~][^/]*\/?|@[^/]+\/[^/]+|[.]{1,2}\/?)$/.test(specifier);
}

function stemOf(path: string): string {
  return basename(path).replace(/\.(?:[cm]?[jt]sx?)$/, '');
}

function textOf(path: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    return text.length > LARGEST ? '' : text;
  } catch {
    return ''; // It went away, or may not be read: then nothing in it can be followed.
  }
}
