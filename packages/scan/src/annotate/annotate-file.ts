import type { TypeableCall } from '@rowpact/model';
import { ts } from 'ts-morph';
import type { AdoptedFile } from '../adopt/adopted-file.js';
import { editedFile } from '../adopt/edited-file.js';
import type { ConsumerHabits } from '../adopt/consumer-habits.js';
import { styleOf } from '../adopt/file-style.js';
import type { ImportPaths } from '../adopt/import-path.js';
import { RowImports } from '../adopt/row-imports.js';
import type { TextEdit } from '../adopt/text-edit.js';
import { unusedNames } from '../adopt/unused-names.js';
import { isComponent } from '../component/scripts-of.js';
import { walkNodes } from '../value/walk.js';
import { type LeftCall, typeArgument, type WantedAnnotation } from './annotation.js';

/** What the calls of one file become. */
export interface AnnotatedFile {
  /** The whole text with its byte order mark; null where nothing changes. */
  readonly content: string | null;
  readonly left: readonly LeftCall[];
}

type Invocation = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

/** Plans the type arguments of one file together, for they share its imports. */
export function annotateFile(
  file: AdoptedFile,
  wanted: readonly WantedAnnotation[],
  paths: ImportPaths,
  habits: ConsumerHabits,
): AnnotatedFile {
  const style = styleOf(file, () => habits.styleNear(file.file));
  const imports = new RowImports(file, paths, style);
  const left: LeftCall[] = [];
  const edits: TextEdit[] = [];
  for (const { call, name } of wanted) {
    const node = nodeOf(call, file);
    const reason = node === null ? 'its file has changed since it was read' : whyUntyped(file, node);
    if (node === null || reason !== null) left.push({ call, reason: reason ?? '' });
    else edits.push(argumentEdit(node, typeArgument(call, imports.nameAt(node.getStart(file.source), name))));
  }
  if (edits.length === 0) return { content: null, left };
  const after = editedFile(file, [...edits, ...imports.edits()]);
  // A name that was replaced may have been imported for this call alone.
  return { content: file.mark + editedFile(after, unusedNames(file, after).edits).text, left };
}

function nodeOf({ argumentAt }: TypeableCall, { source }: AdoptedFile): Invocation | null {
  let found: Invocation | null = null;
  walkNodes(source, (node) => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) {
      const { end } = ts.isTaggedTemplateExpression(node) ? node.tag : node.expression;
      const { line, character } = source.getLineAndCharacterOfPosition(end);
      if (line + 1 === argumentAt.line && character + 1 === argumentAt.column) found = node;
    }
    return true;
  });
  return found;
}

/** Types stand in TypeScript only; of a component, in a script that says so. */
function whyUntyped(file: AdoptedFile, node: ts.Node): string | null {
  if (/\.[cm]?jsx?$/u.test(file.file)) return 'it stands in JavaScript, which has no types';
  if (!isComponent(file.path) || file.path.endsWith('.astro')) return null;
  const { start } = file.scriptAt(node.getStart(file.source));
  const tag = file.text.slice(file.text.lastIndexOf('<script', start), start);
  return /\blang\s*=\s*["']?tsx?\b/u.test(tag) ? null : 'its script is JavaScript, which has no types (`lang="ts"`)';
}

function argumentEdit(node: Invocation, text: string): TextEdit {
  const given = node.typeArguments;
  if (given !== undefined) return { start: given.pos, end: given.end, text };
  const { end } = ts.isTaggedTemplateExpression(node) ? node.tag : node.expression;
  return { start: end, end, text: `<${text}>` };
}
