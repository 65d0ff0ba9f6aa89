import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { decodeText } from '../files/decode-text.js';
import { parseModule } from '../module/parse-module.js';
import { RecordedDisk } from '../module/recorded-disk.js';
import { ImportResolver } from '../module/resolve-import.js';
import type { TypePart } from './type-part.js';
import { partsOfNode } from './type-parts.js';

/** What stands behind the names in a type: the same parts where nothing does. */
export type ExpandNames = (file: string, parts: readonly TypePart[]) => readonly TypePart[];

/** An alias of an alias of an alias is followed; more is a circle or no type for a column. */
const DEEPEST = 8;

/**
 * Follows the names of type aliases through the consumer's modules, such as `ContractStatus` to its labels. What is generic, an
 * enum, an interface or a package's stays a name.
 * @param folder the consumer's, absolute
 */
export function nameExpander(folder: string): ExpandNames {
  const modules = new TypeModules(folder);
  return (file, parts) => expand(parts, join(folder, file), modules, 0);
}

function expand(parts: readonly TypePart[], path: string, modules: TypeModules, depth: number): readonly TypePart[] {
  return parts.flatMap((part): readonly TypePart[] => {
    if (part.kind === 'array') return [{ kind: 'array', elements: expand(part.elements, path, modules, depth) }];
    if (part.kind !== 'named' || depth > DEEPEST || !/^[\w$]+$/.test(part.text)) return [part];
    const found = modules.alias(path, part.text, depth);
    if (found === null) return [part];
    const expanded = expand(partsOfNode(found.type), found.path, modules, depth + 1);
    return expanded.some(({ kind }) => kind === 'named') ? [part] : expanded;
  });
}

interface Alias {
  readonly path: string;
  readonly type: ts.TypeNode;
}

class TypeModules {
  private readonly resolver: ImportResolver;
  private readonly sources = new Map<string, ts.SourceFile | null>();

  constructor(private readonly folder: string) {
    this.resolver = new ImportResolver(new RecordedDisk(), (path) => path);
  }

  /** The alias that a name stands for in a module, declared or imported there. */
  alias(path: string, name: string, depth: number): Alias | null {
    const source = this.open(path);
    if (!source || depth > DEEPEST) return null;
    const own = declared(source, name);
    if (own) return own.typeParameters ? null : { path, type: own.type };
    const origin = importOf(source, name);
    if (!origin) return null;
    return this.exported(path, origin.specifier, origin.name, depth + 1);
  }

  private exported(from: string, specifier: string, name: string, depth: number): Alias | null {
    const path = this.resolver.resolve(from, specifier).value;
    const source = path === null ? null : this.open(path);
    if (path === null || !source || depth > DEEPEST) return null;
    const own = this.alias(path, name, depth);
    if (own) return own;
    for (const { specifier: next, name: original } of reExportsOf(source, name)) {
      const found =
        next === null ? this.alias(path, original, depth + 1) : this.exported(path, next, original, depth + 1);
      if (found) return found;
    }
    return null;
  }

  private open(path: string): ts.SourceFile | null {
    let source = this.sources.get(path);
    if (source === undefined) {
      source = this.parse(path);
      this.sources.set(path, source);
    }
    return source;
  }

  private parse(path: string): ts.SourceFile | null {
    try {
      const decoded = decodeText(readFileSync(path));
      const module = parseModule(
        path,
        path.slice(this.folder.length + 1),
        decoded.kind === 'text' ? decoded.text : null,
      );
      return 'source' in module ? module.source : null;
    } catch {
      return null; // What cannot be read leaves the name a name.
    }
  }
}

/** Only where it is the one declaration of the name: a local one of a function could mean another type. */
function declared(source: ts.SourceFile, name: string): ts.TypeAliasDeclaration | null {
  const found: ts.TypeAliasDeclaration[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeAliasDeclaration(node) && node.name.text === name) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function importOf(source: ts.SourceFile, name: string): { readonly specifier: string; readonly name: string } | null {
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const element = bindings.elements.find((each) => each.name.text === name);
    if (element) {
      return { specifier: statement.moduleSpecifier.text, name: (element.propertyName ?? element.name).text };
    }
  }
  return null;
}

/** Where a module hands on a name from; a null specifier for one of its own under another name. */
function reExportsOf(
  source: ts.SourceFile,
  name: string,
): readonly { readonly specifier: string | null; readonly name: string }[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier, exportClause } = statement;
    const specifier = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : null;
    if (!exportClause) return [{ specifier, name }];
    if (!ts.isNamedExports(exportClause)) return [];
    const element = exportClause.elements.find((each) => each.name.text === name);
    return element ? [{ specifier, name: (element.propertyName ?? element.name).text }] : [];
  });
}
