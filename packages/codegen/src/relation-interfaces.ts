import { displayName, type Column, type Relation } from '@rowpact/model';
import type { Announcements } from './announcements.js';
import { columnDocs } from './column-doc.js';
import { codeSpan, docComment } from './doc-comment.js';
import type { ExposedColumns } from './exposed-columns.js';
import {
  ColumnTypeNode,
  GenericExpressionNode,
  IdentifierNode,
  InterfaceDeclarationNode,
  ObjectExpressionNode,
  type ExpressionNode,
} from './kysely-codegen.js';
import { ColumnPropertyNode, NEVER, UNDEFINED, unionOf } from './nodes.js';
import type { ColumnTypes, TypeMapper } from './type-mapper.js';

/** An interface of the module, with its documentation. */
export interface DocumentedInterface {
  readonly doc: string;
  readonly node: InterfaceDeclarationNode;
}

/** What one relation's row, insert or update is, its type and its schema alike. */
export interface RowInterface {
  readonly doc: string;
  /** Of the interface, such as `PlayersRow`. */
  readonly name: string;
  readonly properties: readonly ColumnPropertyNode[];
}

/** All that a module declares for one relation. */
export interface RelationInterfaces {
  readonly rows: readonly RowInterface[];
  /** The table for Kysely, where it is asked for. */
  readonly table: RowInterface | null;
}

/** A relation of the contract, with everything its interfaces are made of. */
export interface NamedRelation {
  readonly relation: Relation;
  /** What its interfaces' names start with. */
  readonly base: string;
  readonly columns: ExposedColumns;
}

interface ColumnWriter {
  readonly types: (column: Column) => ColumnTypes;
  readonly doc: (column: Column) => string;
  readonly needsValue: (column: Column) => boolean;
}

/**
 * The interfaces of one relation. Optional properties take no `undefined`: a driver sends it as NULL (pg) or refuses it
 * (postgres.js); neither means the column's default, so under exactOptionalPropertyTypes it is an error, as it should be.
 * Nothing can be inserted or updated where every exposed column is generated or read-only: then there is no such interface,
 * for an empty one would take any object.
 */
export function relationInterfaces(
  named: NamedRelation,
  mapper: TypeMapper,
  needsValue: (column: Column) => boolean,
  withKysely: boolean,
  announcements: Announcements,
): RelationInterfaces {
  const { relation, base, columns } = named;
  const writer = columnWriter(relation, mapper, needsValue, announcements);
  const isView = relation.kind === 'view' || relation.kind === 'materialized view';
  const row = columns.row.map((column) => property(column, writer, writer.types(column).read, false));
  const insert = columns.insert.map((column) =>
    property(column, writer, writer.types(column).write, isView || !needsValue(column)),
  );
  const update = columns.update.map((column) => property(column, writer, writer.types(column).write, true));
  const name = codeSpan(displayName(relation.id));
  const declare = (suffix: string, sentence: string, properties: readonly ColumnPropertyNode[]): RowInterface => ({
    doc: docComment(relation.comment, sentence, '', { deprecated: announcements.relation(relation.id), notes: [] }),
    name: base + suffix,
    properties,
  });
  return {
    rows: [
      declare('Row', `A row of the ${relation.kind} ${name}.`, row),
      ...(insert.length > 0 ? [declare('Insert', `What an INSERT into ${name} gives.`, insert)] : []),
      ...(update.length > 0 ? [declare('Update', `What an UPDATE of ${name} can set.`, update)] : []),
    ],
    table: withKysely
      ? declare('Table', `The ${relation.kind} ${name} for Kysely.`, kyselyColumns(named, writer))
      : null,
  };
}

/** The interface as it is printed. */
export function declaration({ doc, name, properties }: RowInterface): DocumentedInterface {
  const node = new InterfaceDeclarationNode(new IdentifierNode(name), new ObjectExpressionNode([...properties]));
  return { doc, node };
}

function columnWriter(
  relation: Relation,
  mapper: TypeMapper,
  needsValue: ColumnWriter['needsValue'],
  announcements: Announcements,
): ColumnWriter {
  const docOf = columnDocs(relation, (type) => mapper.domainBase(type), announcements);
  const known = new Map<Column, { readonly types: ColumnTypes; readonly doc: string }>();
  const describe = (column: Column): { readonly types: ColumnTypes; readonly doc: string } => {
    const described = known.get(column);
    if (described) return described;
    const types = mapper.column(relation.id, column);
    const made = { types, doc: docOf(column, types.isTextArray) };
    known.set(column, made);
    return made;
  };
  return { types: (column) => describe(column).types, doc: (column) => describe(column).doc, needsValue };
}

function property(
  column: Column,
  { doc }: ColumnWriter,
  type: ExpressionNode,
  isOptional: boolean,
): ColumnPropertyNode {
  return new ColumnPropertyNode(column.name, type, doc(column), isOptional);
}

/** Every column of the other interfaces; one that only an INSERT gives is never selected. */
function kyselyColumns({ columns }: NamedRelation, writer: ColumnWriter): readonly ColumnPropertyNode[] {
  const row = new Set(columns.row);
  const insert = new Set(columns.insert);
  const insertOnly = columns.insert.filter((column) => !row.has(column));
  return [
    ...columns.row.map((column) => property(column, writer, kyselyType(column, writer, insert.has(column)), false)),
    ...insertOnly.map((column) =>
      property(column, writer, new ColumnTypeNode(NEVER, writer.types(column).write, NEVER), false),
    ),
  ];
}

function kyselyType(column: Column, { types, needsValue }: ColumnWriter, isWritable: boolean): ExpressionNode {
  const { read, write } = types(column);
  if (!isWritable) return new GenericExpressionNode('GeneratedAlways', [read]);
  const isSame = read === write;
  const isOptional = !needsValue(column);
  const isOptionalByNull = column.nullable && column.default === null;
  if (isSame && (!isOptional || isOptionalByNull)) return read;
  if (isSame) return new GenericExpressionNode('Generated', [read]);
  const insert = isOptional && !column.nullable ? unionOf(write, UNDEFINED) : write;
  return new ColumnTypeNode(read, insert, write);
}
