import { ts } from 'ts-morph';
import type { AdoptedFile } from './adopted-file.js';
import type { AdoptedType, GeneratedRows, LeftType, NeededColumns, ReplacedType } from './adoption.js';
import type { ConsumerHabits } from './consumer-habits.js';
import { editedFile } from './edited-file.js';
import { type FileStyle, styleOf } from './file-style.js';
import { findDeclaration, type TypeDeclaration } from './find-declaration.js';
import type { ImportPaths } from './import-path.js';
import { lostComments } from './lost-comments.js';
import { newTypeOf, type NewType } from './new-type.js';
import { refusalOfDeclaration, refusalOfMatch } from './refusal.js';
import { RowImports } from './row-imports.js';
import type { RowTypeMatch } from './row-type-match.js';
import type { TextEdit } from './text-edit.js';
import { layoutType, summaryOf } from './type-layout.js';
import { unusedNames } from './unused-names.js';

/** What the types of one file become. */
export interface FileAdoption {
  /** The whole text with its byte order mark; null where nothing changes. */
  readonly content: string | null;
  readonly types: readonly PlannedType[];
}

export interface PlannedType {
  readonly type: AdoptedType;
  /** Null for a type that stays. */
  readonly needs: NeededColumns | null;
}

/** What the files of one consumer share. */
export interface AdoptionContext {
  readonly generated: GeneratedRows;
  readonly paths: ImportPaths;
  readonly habits: ConsumerHabits;
}

interface Replacement {
  readonly type: Omit<ReplacedType, 'unused'>;
  readonly needs: NeededColumns;
  readonly edit: TextEdit;
  /** The declaration as it was. */
  readonly removed: string;
}

/** Plans the types of one file together, for they share its imports. */
export function adoptInFile(
  file: AdoptedFile,
  matches: readonly RowTypeMatch[],
  context: AdoptionContext,
): FileAdoption {
  const style = styleOf(file, () => context.habits.styleNear(file.file));
  const imports = new RowImports(file, context.paths, style);
  const planned = matches.map((match) => replacementOf(file, match, imports, style, context));
  const replacements = planned.filter((each): each is Replacement => 'edit' in each);
  if (replacements.length === 0) return { content: null, types: planned.flatMap(stays) };
  const edits = [...replacements.map(({ edit }) => edit), ...imports.edits()];
  const after = editedFile(file, edits);
  const unused = unusedNames(file, after);
  const content = file.mark + editedFile(after, unused.edits).text;
  return {
    content,
    types: planned.flatMap((each) => {
      if (!('edit' in each)) return stays(each);
      const own = unused.types.filter((name) =>
        new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(each.removed),
      );
      return [{ type: { ...each.type, unused: own }, needs: each.needs }];
    }),
  };
}

function stays(planned: Replacement | LeftType): readonly PlannedType[] {
  return 'edit' in planned ? [] : [{ type: planned, needs: null }];
}

function replacementOf(
  file: AdoptedFile,
  match: RowTypeMatch,
  imports: RowImports,
  style: FileStyle,
  context: AdoptionContext,
): Replacement | LeftType {
  const left = (reason: string, outcome: LeftType['outcome'] = 'left'): LeftType => ({ outcome, match, reason });
  const refused = refusalOfMatch(match);
  if (refused !== null) return left(refused);
  const declaration = findDeclaration(file, match.rowType);
  if (!declaration) return left('its file has changed since it was read');
  const made = adoptedAs(declaration, file, imports);
  if (made !== null) return left(made, 'adopted');
  const reason = refusalOfDeclaration(declaration, match, file) ?? augmented(declaration, context.habits);
  if (reason !== null) return left(reason);
  const row = context.generated.names.get(match.relation);
  if (row === undefined) return left('the generated module has no row for its relation');
  const type = newTypeOf(declaration, match, file);
  if (!type) return left('none of its properties can take the type of the column');
  if (shadows(file.source, type)) return left('its file declares a `Pick`, `Omit`, `Partial` or `Readonly` of its own');
  return replace(file, match, declaration, type, imports.nameAt(declaration.node.getStart(file.source), row), style);
}

function replace(
  file: AdoptedFile,
  match: RowTypeMatch,
  declaration: TypeDeclaration,
  type: NewType,
  row: string,
  style: FileStyle,
): Replacement {
  const { node } = declaration;
  const span = spanOf(declaration, file, style);
  const lineStart = file.text.lastIndexOf('\n', span.start - 1) + 1;
  const indentation = /^[\t ]*/.exec(file.text.slice(lineStart))?.[0] ?? '';
  const taken = span.start - lineStart + span.head.length + span.tail.length;
  const text = layoutType(type, { row, taken, indentation, style });
  return {
    type: {
      outcome: 'replaced',
      match,
      becomes: around(declaration, summaryOf(type, row, style.quote), file),
      kept: match.properties.flatMap(({ role, column }) => (role === 'own type' && column !== null ? [column] : [])),
      lostComments: lostComments(declaration, type, file),
    },
    needs: type.needs,
    edit: { start: span.start, end: span.end, text: `${span.head}${text}${span.tail}` },
    removed: node.getText(file.source),
  };
}

/** A new type in the wrapper that stays around it: `Readonly<…>`. */
function around({ node, body }: TypeDeclaration, type: string, { source, text }: AdoptedFile): string {
  if (!ts.isTypeAliasDeclaration(node) || !body) return type;
  return text.slice(node.type.getStart(source), body.getStart(source)) + type + text.slice(body.end, node.type.end);
}

/** What of a declaration is written anew: an interface from its keyword on, of an alias only the object's shape. */
function spanOf({ node, body }: TypeDeclaration, { source, text }: AdoptedFile, { semicolon }: FileStyle) {
  if (!ts.isInterfaceDeclaration(node)) {
    const literal = body ?? node;
    return { start: literal.getStart(source), end: literal.end, head: '', tail: '' };
  }
  const start = text.indexOf('interface', node.modifiers?.end ?? node.getStart(source));
  const tail = text[node.end] === ';' ? '' : semicolon;
  return { start, end: node.end, head: `type ${node.name.text} = `, tail };
}

/** Text of an alias that is made of a generated row already; null for any other type. */
function adoptedAs({ node, body }: TypeDeclaration, { source }: AdoptedFile, imports: RowImports): string | null {
  if (body !== null || !ts.isTypeAliasDeclaration(node)) return null;
  const text = node.type.getText(source).replaceAll(/\s+/g, ' ');
  return imports.mentionsGenerated(node.type) ? text : null;
}

function augmented({ node }: TypeDeclaration, habits: ConsumerHabits): string | null {
  if (!ts.isInterfaceDeclaration(node)) return null;
  const file = habits.augmentationOf(node.name.text);
  return file === null ? null : `${file} adds to it, which nobody can do to an alias`;
}

/** Whether a name that the new type is made of means something else in the file. */
function shadows(source: ts.SourceFile, { rows }: NewType): boolean {
  const used = new Set<string>(rows.flatMap(({ wrappers, part }) => [...wrappers, ...(part ? [part.of] : [])]));
  return source.statements.some((statement) => {
    const isType =
      ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement);
    return isType && statement.name !== undefined && used.has(statement.name.text);
  });
}
