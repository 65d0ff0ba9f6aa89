import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import ts from 'typescript';

const LIBRARY = dirname(createRequire(import.meta.url).resolve('typescript'));
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of these files under strict options, each as `file(line,column): message`, sorted. */
export function typeErrors(files: ReadonlyMap<string, string>, options: ts.CompilerOptions = {}): readonly string[] {
  const settings: ts.CompilerOptions = {
    ...{ target: ts.ScriptTarget.ES2023, lib: ['lib.es2023.d.ts'], types: [], strict: true, noEmit: true },
    ...{ module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, skipLibCheck: true },
    ...{ allowImportingTsExtensions: true, noUnusedLocals: true, paths: { '$lib/*': ['/src/lib/*'] } },
    ...options,
  };
  const textOf = (path: string): string | undefined => files.get(path.replace(/^\//, '')) ?? libraryText(path);
  const host: ts.CompilerHost = {
    fileExists: (path) => textOf(path) !== undefined,
    readFile: textOf,
    getSourceFile: (path, version) => sourceOf(path, textOf(path), version),
    getDefaultLibFileName: () => join(LIBRARY, 'lib.es2023.d.ts'),
    getDefaultLibLocation: () => LIBRARY,
    getCanonicalFileName: (path) => path,
    getCurrentDirectory: () => '/',
    getNewLine: () => '\n',
    useCaseSensitiveFileNames: () => true,
    writeFile: () => undefined,
  };
  const roots = [...files.keys()].filter((file) => /\.[cm]?tsx?$/.test(file)).map((file) => `/${file}`);
  const program = ts.createProgram(roots, settings, host);
  return ts.getPreEmitDiagnostics(program).map(described).sort();
}

function libraryText(path: string): string | undefined {
  return path.startsWith(LIBRARY) ? ts.sys.readFile(path) : undefined;
}

function sourceOf(
  path: string,
  text: string | undefined,
  version: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile | undefined {
  if (text === undefined) return undefined;
  if (!path.startsWith(LIBRARY)) return ts.createSourceFile(path, text, version, true);
  if (!parsed.has(path)) parsed.set(path, ts.createSourceFile(path, text, version, true));
  return parsed.get(path);
}

function described({ file, start, messageText }: ts.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(messageText, ' ');
  if (!file || start === undefined) return message;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return `${file.fileName.slice(1)}(${line + 1},${character + 1}): ${message}`;
}
