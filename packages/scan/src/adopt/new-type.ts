import { ts } from 'ts-morph';
import { type AdoptedFile } from './adopted-file.js';
import type { NeededColumns } from './adoption.js';
import { memberName, type TypeDeclaration } from './find-declaration.js';
import { keepMember, type KeptMember } from './kept-member.js';
import type { MatchedProperty, RowTypeMatch } from './row-type-match.js';

/** What a hand-written type becomes: pieces joined by `&`, the properties that stay last. */
export interface NewType {
  readonly rows: readonly RowPiece[];
  readonly members: readonly KeptMember[];
  readonly needs: NeededColumns;
}

/** The generated row, or a part of it, in wrappers such as `Partial`, outermost first. */
export interface RowPiece {
  readonly wrappers: readonly ('Readonly' | 'Partial')[];
  readonly part: { readonly of: 'Pick' | 'Omit'; readonly columns: readonly string[] } | null;
}

interface ColumnGroup {
  readonly wrappers: RowPiece['wrappers'];
  readonly columns: Set<string>;
}

/** @returns null where no property takes the generated type, so that nothing would be gained */
export function newTypeOf({ body }: TypeDeclaration, match: RowTypeMatch, file: AdoptedFile): NewType | null {
  const matched = new Map(match.properties.map((each) => [each.property.name, each]));
  const groups = new Map<string, ColumnGroup>();
  const members: KeptMember[] = [];
  for (const member of body?.members ?? []) {
    const found = matched.get(memberName(member) ?? '');
    if (found && ts.isPropertySignature(member)) {
      if (found.role === 'stale') continue;
      if (found.role === 'column' && found.column !== null) {
        groupOf(groups, member).columns.add(found.column);
        continue;
      }
    }
    members.push(keepMember(member, file, becomesNullable(found, match)));
  }
  if (groups.size === 0) return null;
  addMissing(groups, match);
  const rows = [...groups.values()].map(({ wrappers, columns }) => ({
    wrappers,
    part: partOf(columns, match.columns),
  }));
  return { rows, members, needs: neededBy(rows) };
}

/** Whether a type that stays must take NULL in: the column has it, and the type denies it. */
function becomesNullable(found: MatchedProperty | undefined, { wronglyNullable }: RowTypeMatch): boolean {
  if (found?.role !== 'own type') return false;
  return wronglyNullable.some(({ property }) => property === found.property) && !found.property.nullable;
}

function groupOf(groups: Map<string, ColumnGroup>, member: ts.PropertySignature): ColumnGroup {
  const isReadonly = member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword) ?? false;
  const wrappers = [
    ...(isReadonly ? (['Readonly'] as const) : []),
    ...(member.questionToken ? (['Partial'] as const) : []),
  ];
  const key = wrappers.join();
  const group = groups.get(key) ?? { wrappers, columns: new Set<string>() };
  groups.set(key, group);
  return group;
}

/** The row that arrives has them, so the type that is the full row gets them, beside most of the others. */
function addMissing(groups: ReadonlyMap<string, ColumnGroup>, { whole, missing }: RowTypeMatch): void {
  if (!whole) return;
  const [largest] = [...groups.values()].sort((left, right) => right.columns.size - left.columns.size);
  for (const column of missing) largest?.columns.add(column);
}

function partOf(columns: ReadonlySet<string>, names: readonly string[]): RowPiece['part'] {
  const picked = names.filter((name) => columns.has(name));
  const left = names.filter((name) => !columns.has(name));
  if (left.length === 0) return null;
  return lengthOf(left) < lengthOf(picked) ? { of: 'Omit', columns: left } : { of: 'Pick', columns: picked };
}

function lengthOf(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + name.length + "'' | ".length, 0);
}

function neededBy(rows: readonly RowPiece[]): NeededColumns {
  if (rows.some(({ part }) => part?.of !== 'Pick')) return 'all';
  return rows.flatMap(({ part }) => part?.columns ?? []);
}
