import { basename } from 'node:path';
import { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';
import { occurrencesOf } from '../program/occurrences.js';
import type { SourceTree } from '../program/source-tree.js';
import { declarationOf } from '../value/declaration.js';
import { SQL, within, withPath } from './carried.js';
import type { Following } from './following.js';
import { calledName } from './run-function.js';
import type { SqlFileQuery } from './sql-file-query.js';

/** Functions that read a file whose name they are given. */
const READING = /^(?:readFile|readFileSync|readTextFile|readTextFileSync|file|text|QueryFile|sqlFile|loadSql)$/;

/** Follows the rows of a statement in a `.sql` file from where the code runs it, as far as that can be seen. */
export function followSqlFile(query: SqlFileQuery, following: Following): void {
  if (query.name !== null) {
    generatedQueries(query, query.name, following);
    generatedFunctions(query, query.name, following);
  }
  if (query.isAlone) sentFiles(query.file, following);
}

/** pgtyped: `export const findPlayer = new PreparedQuery<…>(findPlayerIR)` in a module that says from which file it was made. */
function generatedQueries({ file }: SqlFileQuery, name: string, following: Following): void {
  const local = lowerCamel(name);
  for (const module of modulesWith(['PreparedQuery', local], following.tree)) {
    if (!isMadeFrom(module, file)) continue;
    for (const { name: variable, initializer } of variablesOf(module)) {
      if (variable !== local || !initializer || !ts.isNewExpression(initializer)) continue;
      if (initializer.expression.getText() === 'PreparedQuery') following.use(initializer, SQL);
    }
  }
}

/** The comment above a generated query names the file; where it does not, the module stands beside it. */
function isMadeFrom({ path, source }: SourceModule, file: string): boolean {
  const named = [...source.text.matchAll(/queries found in "([^"]+)"/g)].map(([, from = '']) => from);
  if (named.length > 0) return named.some((from) => isSame(file, from));
  return basename(path).startsWith(`${basename(file, '.sql')}.queries.`);
}

/** sqlc: `export async function findPlayer(client, args)` beside the text, which it keeps with its header. */
function generatedFunctions({ answers }: SqlFileQuery, name: string, following: Following): void {
  const local = lowerCamel(name);
  for (const module of modulesWith([`-- name: ${name} `, local], following.tree)) {
    for (const statement of module.source.statements) {
      if (!ts.isFunctionDeclaration(statement) || statement.name?.text !== local) continue;
      if (!keepsNames(statement, following)) continue;
      following.sent();
      const rows = answers === 'many' ? ['[]', 'row'] : ['row'];
      following.declare(statement, within(withPath(SQL, ...rows), following.callStep(statement)));
    }
  }
}

/** Whether what it answers has the columns under their own names: renamed ones nobody can tell from others. */
function keepsNames(declaration: ts.FunctionDeclaration, following: Following): boolean {
  const names = namesOfRows(declaration);
  return names.some(following.isColumn) && !names.some((name) => /[a-z][A-Z]/.test(name) && !following.isColumn(name));
}

/** The properties that are made of elements of a row. */
function namesOfRows(node: ts.Node): readonly string[] {
  if (ts.isPropertyAssignment(node) && isOfRow(node.initializer)) return [node.name.getText()];
  const found: string[] = [];
  ts.forEachChild(node, (child) => {
    found.push(...namesOfRows(child));
  });
  return found;
}

function isOfRow(value: ts.Expression): boolean {
  return ts.isElementAccessExpression(value) && ts.isNumericLiteral(value.argumentExpression);
}

/** `sql.file('players.sql')`, `readFileSync('players.sql', 'utf8')`, `import text from './players.sql?raw'`. */
function sentFiles(file: string, following: Following): void {
  for (const module of modulesWith([basename(file)], following.tree)) {
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node)) imported(node, file, module, following);
      else if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && READING.test(calledName(node) ?? '')) {
        const [path] = node.arguments ?? [];
        if (path && namesFile(path, file)) following.use(readText(node), SQL);
      }
      ts.forEachChild(node, visit);
    };
    visit(module.source);
  }
}

/** A text that is awaited was read, not sent. */
function readText(call: ts.Expression): ts.Expression {
  const isReading = /^read/.test(ts.isCallExpression(call) ? (calledName(call) ?? '') : '');
  return isReading && ts.isAwaitExpression(call.parent) ? call.parent : call;
}

function imported(node: ts.ImportDeclaration, file: string, module: SourceModule, following: Following): void {
  const local = node.importClause?.name;
  if (!local || !ts.isStringLiteralLike(node.moduleSpecifier)) return;
  const specifier = node.moduleSpecifier.text;
  if (!isSame(file, specifier.replace(/\?.*$/, ''))) return;
  for (const use of occurrencesOf(module.source, local.text)) {
    const found = declarationOf(use, module, following.tree);
    if (found?.kind === 'imported' && found.package === specifier) following.use(use, SQL);
  }
}

/** Whether an argument names the file: itself, or in `path.join(…)` or `new URL(…)`. */
function namesFile(node: ts.Node, file: string): boolean {
  if (ts.isStringLiteralLike(node)) return isSame(file, node.text);
  if (ts.isTemplateTail(node)) return isSame(file, node.text);
  return ts.forEachChild(node, (child) => namesFile(child, file) || undefined) ?? false;
}

/** Whether a path, from wherever it counts, can be the file. */
function isSame(file: string, path: string): boolean {
  const plain = path.replace(/^(?:\.{0,2}\/)+|^[@~$#]\w*\//, '');
  return plain.endsWith('.sql') && (file === plain || file.endsWith(`/${plain}`));
}

function lowerCamel(name: string): string {
  const words = name.split(/[-_\s]+/);
  const joined = words.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  return joined.charAt(0).toLowerCase() + joined.slice(1);
}

function modulesWith(words: readonly string[], tree: SourceTree): readonly SourceModule[] {
  return tree.filesWith(words).flatMap((path) => tree.open(path) ?? []);
}

function variablesOf({ source }: SourceModule): readonly { name: string; initializer: ts.Expression | undefined }[] {
  return source.statements
    .filter((statement) => ts.isVariableStatement(statement))
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .map(({ name, initializer }) => ({ name: name.getText(), initializer }));
}
