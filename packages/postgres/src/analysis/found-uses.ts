/**
 * How strongly something is wanted, as bits. A column that is wanted `named` must be there (read by name, or counted); one that is
 * wanted for its `value` only comes along with what reaches the result; `whole` says that all columns of the same source are wanted,
 * so that one more would be, too.
 */
export const WANT = { nothing: 0, value: 1, named: 2, whole: 4 } as const;

/** Catalogs that hold objects which a tree names by oid; the oids are fixed in PostgreSQL. */
export const CATALOG = {
  relation: 1259,
  function: 1255,
  type: 1247,
  constraint: 2606,
  operator: 2617,
  attribute: 1249,
} as const;

/** What one analysed tree uses, by oids and column numbers, before anything is looked up. */
export class FoundUses {
  /** `WANT` bits by column number, by `pg_class.oid`; a relation that is only named has none. */
  readonly columns = new Map<number, Map<number, number>>();
  /** Columns that only an upsert's target or arbiter needs. */
  readonly needs = new Map<number, Set<number>>();
  readonly wildcards = new Set<number>();
  readonly wholeRows = new Set<number>();
  /** Fields of composite values, by type oid: rows that functions answer, `(home).zip`. Number 0 is the whole value. */
  readonly fields = new Map<number, Map<number, number>>();
  /** Types whose fields a star spreads. */
  readonly wildcardFields = new Set<number>();
  /** Objects by catalog. */
  readonly objects = new Map<number, Set<number>>();
  readonly types = new Set<number>();
  readonly writes = new Map<number, FoundWrite>();
  /** Relations whose columns come through a star, used or not, or under other names by position. */
  readonly spread = new Set<number>();
  /** Whether the order or the number of columns matters somewhere: dropping one that nobody names may still break or shift others. */
  countsColumns = false;

  relation(relation: number): void {
    if (!this.columns.has(relation)) this.columns.set(relation, new Map());
  }

  column(relation: number, column: number, wanted: number): void {
    addWant(this.columns, relation, column, wanted);
  }

  field(type: number, field: number, wanted: number): void {
    addWant(this.fields, type, field, wanted);
  }

  need(relation: number, column: number): void {
    const columns = this.needs.get(relation);
    if (columns) columns.add(column);
    else this.needs.set(relation, new Set([column]));
  }

  object(catalog: number, oid: number): void {
    const objects = this.objects.get(catalog);
    if (objects) objects.add(oid);
    else this.objects.set(catalog, new Set([oid]));
  }

  write(relation: number): FoundWrite {
    let write = this.writes.get(relation);
    if (!write) this.writes.set(relation, (write = new FoundWrite()));
    return write;
  }
}

/** What a statement writes into one relation, by column numbers. */
export class FoundWrite {
  inserts = false;
  deletes = false;
  readonly inserted = new Set<number>();
  readonly updated = new Set<number>();
  arbiter: { constraint: number; columns: readonly number[] } | null = null;
}

function addWant(wants: Map<number, Map<number, number>>, owner: number, member: number, wanted: number): void {
  let members = wants.get(owner);
  if (!members) wants.set(owner, (members = new Map<number, number>()));
  members.set(member, (members.get(member) ?? 0) | wanted);
}
