import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ts } from 'ts-morph';
import { expect, test } from 'vitest';

const FRONT_DOOR = fileURLToPath(new URL('./index.ts', import.meta.url));

/** Every package that comes along with a module, through static imports of values. */
function packagesBehind(path: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext);
  return source.statements.flatMap((statement) => {
    const isImport = ts.isImportDeclaration(statement) && statement.importClause?.phaseModifier === undefined;
    const isExport = ts.isExportDeclaration(statement) && !statement.isTypeOnly;
    if ((!isImport && !isExport) || !statement.moduleSpecifier) return [];
    const specifier = (statement.moduleSpecifier as ts.StringLiteral).text; // the grammar allows nothing else
    if (!specifier.startsWith('.')) return specifier.startsWith('node:') ? [] : [specifier];
    return packagesBehind(join(dirname(path), specifier.replace(/\.js$/, '.ts')), seen);
  });
}

test('whoever comes in loads no compiler: a scan with nothing changed needs none', () => {
  expect([...new Set(packagesBehind(FRONT_DOOR))].sort()).toEqual(['@rowpact/model', 'ignore', 'picomatch']);
});
