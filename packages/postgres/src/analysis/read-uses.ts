import { noteObjects, typeOf } from './expression-objects.js';
import { CATALOG, FoundUses, WANT } from './found-uses.js';
import { ParseNode, type ParseValue } from './parse-tree.js';
import { ENTRY, QueryLevel } from './query-level.js';
import type { StarPlaces } from './star-places.js';
import { readWrites } from './read-writes.js';

/** What a reading of a tree answers. */
export interface ReadUses {
  readonly uses: FoundUses;
  /** Whether the result column at a position (from 1) came through stars alone. */
  readonly isWildcard: (position: number) => boolean;
  /** The type of a result column where its expression says it: a domain, where the protocol says its base. */
  readonly typeOf: (position: number) => number | null;
}

/** How the columns of a tree's result are wanted, by position from 1. */
export type ResultWants = (position: number) => number;

/**
 * Reads what an analysed query uses. In a statement's own text every name must be there, and a star takes what is wanted of it; in a
 * view's stored query (no stars) a column is used as far as the view's columns are.
 */
export function readUses(query: ParseNode, stars: StarPlaces | null, wants: ResultWants): ReadUses {
  const reader = new UseReader(stars);
  const level = reader.open(query, null);
  for (const position of level.positions()) reader.want(level, position, wants(position));
  if (stars?.countsColumns) reader.uses.countsColumns = true;
  return {
    uses: reader.uses,
    isWildcard: (position) => reader.isWildcard(level, position),
    typeOf: (position) => {
      const expression = level.result(position)?.node('expr');
      return expression ? typeOf(expression) : null;
    },
  };
}

/** How all columns in an expression are wanted, whatever its own text says. */
interface Forced {
  readonly wanted: number;
  readonly throughStar: boolean;
}

const NAMED: Forced = { wanted: WANT.named | WANT.value, throughStar: false };

/** Reads what an expression outside any query uses, such as a CALL. */
export function readExpression(expression: ParseNode): FoundUses {
  const reader = new UseReader(null);
  reader.walk(expression, new QueryLevel(new ParseNode('QUERY', []), null), WANT.value);
  return reader.uses;
}

class UseReader {
  readonly uses = new FoundUses();
  /** Levels of the subqueries in expressions: an expression may be walked again when it is wanted more. */
  private readonly sublinks = new Map<ParseNode, QueryLevel>();

  /** How conditions and the like are wanted; what a view's own conditions read is nothing that its reader wants. */
  private readonly always: number;

  constructor(private readonly stars: StarPlaces | null) {
    this.always = stars === null ? WANT.nothing : WANT.value;
  }

  /** Reads everything in a query that does not depend on how its results are wanted. */
  open(query: ParseNode, parent: QueryLevel | null): QueryLevel {
    const level = new QueryLevel(query, parent);
    this.fill(level);
    return level;
  }

  private fill(level: QueryLevel): void {
    const { query } = level;
    readWrites(level, this.uses);
    const ctes = query.nodes('cteList').flatMap((cte) => {
      const inner = cte.node('ctequery');
      return inner ? [{ cte, inner }] : [];
    });
    // A recursive one finds itself, and with RECURSIVE each finds those behind it: all are there before any is read.
    for (const { cte, inner } of ctes) level.ctes.set(cte.text('ctename') ?? '', new QueryLevel(inner, level));
    for (const { cte } of ctes) this.openCte(cte, level);
    query.list('rtable').forEach((_, at) => this.openEntry(level, at + 1));
    this.openClauses(level);
    this.openTargets(level);
    for (const constraint of query.list('constraintDeps')) this.uses.object(CATALOG.constraint, Number(constraint));
    // A recursive query wants its own columns before all of it is there.
    for (const [position, wanted] of level.wanted) this.takeResult(level, position, wanted);
  }

  private openCte(cte: ParseNode, level: QueryLevel): void {
    const name = cte.text('ctename') ?? '';
    const known = level.ctes.get(name);
    if (!known) return;
    if (cte.list('aliascolnames').length > 0) this.uses.countsColumns = true;
    this.fill(known);
    const columns = cte.list('ctecolnames');
    const clauses = [
      cte.node('search_clause')?.list('search_col_list'),
      cte.node('cycle_clause')?.list('cycle_col_list'),
    ];
    for (const column of clauses.flatMap((list) => list ?? []))
      this.want(known, columns.indexOf(column) + 1, WANT.named | WANT.value);
  }

  private openEntry(level: QueryLevel, index: number): void {
    const entry = level.entry(index);
    if (!entry) return;
    const kind = entry.number('rtekind');
    const subquery = entry.node('subquery');
    if (kind === ENTRY.subquery && subquery) {
      const inner = this.open(subquery, level);
      level.subqueries.set(index, inner);
    }
    if (kind === ENTRY.relation) this.uses.relation(entry.number('relid'));
    // A sequence may be a column's: it goes with it.
    if (entry.text('relkind') === 'S') this.uses.object(CATALOG.relation, entry.number('relid'));
    if (entry.node('alias')?.list('colnames').length) this.aliased(level, entry, kind);
    for (const part of ['functions', 'values_lists', 'tablefunc', 'tablesample'])
      this.walk(entry.value(part), level, this.always);
    // GROUP BY names its columns, though their place in the text may be that of a star.
    this.walk(entry.value('groupexprs'), level, this.always, this.stars === null ? null : NAMED);
  }

  /** `players AS p(a, b)`: the names go by position; those of a join by the positions of all its tables. */
  private aliased(level: QueryLevel, entry: ParseNode, kind: number): void {
    if (kind === ENTRY.values) return;
    this.uses.countsColumns = true;
    const behind = kind === ENTRY.join ? level.query.nodes('rtable') : [entry];
    for (const table of behind)
      if (table.number('rtekind') === ENTRY.relation) this.uses.spread.add(table.number('relid'));
  }

  private openClauses(level: QueryLevel): void {
    const { query } = level;
    const clauses = ['jointree', 'havingQual', 'limitOffset', 'limitCount', 'windowClause', 'mergeJoinCondition'];
    for (const clause of clauses) this.walk(query.value(clause), level, this.always);
    for (const action of query.nodes('mergeActionList')) {
      this.walk(action.value('qual'), level, this.always);
      this.walk(action.value('targetList'), level, this.always);
    }
    const conflict = query.node('onConflict');
    this.walk(conflict?.value('onConflictSet') ?? null, level, this.always);
    this.walk(conflict?.value('onConflictWhere') ?? null, level, this.always);
  }

  private openTargets(level: QueryLevel): void {
    if (level.writes()) {
      const assigned = WANT.value | WANT.named | WANT.whole;
      for (const target of level.query.nodes('targetList')) this.takeTarget(level, target, assigned);
    }
    const parts = level.parts();
    if (parts) this.openParts(parts);
    const sorted = level.sorted();
    for (const target of level.query.nodes(level.writes() ? 'returningList' : 'targetList')) {
      const isSorted = sorted.has(target.number('ressortgroupref')) && this.stars !== null && !level.writes();
      if (parts === null) this.takeTarget(level, target, isSorted ? WANT.named | WANT.value : WANT.nothing);
      else if (isSorted) this.want(level, target.number('resno'), WANT.named | WANT.value);
    }
  }

  /** The parts of a UNION must have the same number of columns. */
  private openParts(parts: readonly QueryLevel[]): void {
    this.uses.countsColumns = true;
    for (const part of parts) for (const position of part.positions()) this.want(part, position, WANT.whole);
  }

  /** Says that a result column is wanted, perhaps more than before. */
  want(level: QueryLevel, position: number, wanted: number): void {
    const before = level.wanted.get(position) ?? 0;
    const now = before | wanted;
    if (now === before) return;
    level.wanted.set(position, now);
    this.takeResult(level, position, now);
  }

  private takeResult(level: QueryLevel, position: number, wanted: number): void {
    const parts = level.parts();
    if (parts) for (const part of parts) this.want(part, position, wanted);
    const target = level.result(position);
    if (target && !parts) this.takeTarget(level, target, wanted);
  }

  private takeTarget(level: QueryLevel, target: ParseNode, wanted: number): void {
    const expression = target.node('expr');
    if (!expression) return;
    if (this.isStar(expression, level)) {
      this.use(level, expression, wanted, true);
    } else if (this.isCompositeStar(expression)) {
      const source = expression.node('arg');
      const type = source ? typeOf(source) : null;
      if (type !== null && wanted !== 0) this.uses.field(type, expression.number('fieldnum'), wanted);
      if (type !== null && wanted & WANT.whole) this.uses.wildcardFields.add(type);
      this.walk(source, level, wanted);
    } else {
      this.walk(expression, level, wanted);
    }
  }

  private isStar(expression: ParseNode, level: QueryLevel): boolean {
    if (this.stars === null || expression.tag !== 'VAR' || expression.number('varattno') === 0) return false;
    const location = expression.number('location');
    if (location >= 0) return this.stars.has(location);
    // `TABLE players` has no star in its text; grouped columns have no place either.
    const kind = level.outer(expression.number('varlevelsup'))?.entry(expression.number('varno'))?.number('rtekind');
    return kind !== ENTRY.group && !level.writes();
  }

  private isCompositeStar(expression: ParseNode): boolean {
    if (this.stars === null || expression.tag !== 'FIELDSELECT') return false;
    const location = expression.node('arg')?.number('location') ?? Number.NaN;
    return this.stars.isInComposite(location);
  }

  /**
   * Walks an expression, without recursion but for subqueries.
   * @param wanted - how its value is wanted; whole rows and stars in it are wanted no more than that.
   * @param forced - set where all columns in it are wanted so, whatever its text says: what stands behind a join's column.
   */
  walk(root: ParseValue, level: QueryLevel, wanted: number, forced: Forced | null = null): void {
    const open: ParseValue[] = [root];
    for (;;) {
      const value = open.pop();
      if (value === undefined) return;
      if (value === null || typeof value === 'string') continue;
      if (!(value instanceof ParseNode)) {
        for (const entry of value) open.push(entry);
        continue;
      }
      if (value.tag === 'VAR') this.takeVar(level, value, wanted, forced);
      else if (value.tag === 'SUBLINK') this.takeSublink(value, level, wanted);
      else if (value.tag === 'FIELDSELECT') this.takeField(value, wanted);
      noteObjects(value, this.uses);
      if (value.tag === 'QUERY') continue;
      const { fields } = value;
      for (let at = 1; at < fields.length; at += 2) {
        const field = fields[at];
        if (typeof field === 'object' && field !== null) open.push(field);
      }
    }
  }

  private takeVar(level: QueryLevel, node: ParseNode, wanted: number, forced: Forced | null): void {
    if (forced !== null) return this.use(level, node, forced.wanted, forced.throughStar);
    if (this.stars === null) return this.use(level, node, wanted, false);
    if (this.stars.has(node.number('location')) && node.number('varattno') !== 0) {
      // `ROW(p.*)`
      this.uses.countsColumns = true;
      return this.use(level, node, wanted, true);
    }
    this.use(level, node, WANT.named | (wanted & WANT.value), false);
  }

  private takeSublink(node: ParseNode, level: QueryLevel, wanted: number): void {
    const query = node.node('subselect');
    if (!query) return;
    let inner = this.sublinks.get(node);
    if (!inner) this.sublinks.set(node, (inner = this.open(query, level)));
    if (node.text('subLinkType') === EXISTS) return;
    // How many columns it has is part of the statement: `(a, b) IN (SELECT * …)`.
    const counted = this.stars === null ? wanted & ~WANT.whole : WANT.named | WANT.whole | (wanted & WANT.value);
    for (const position of inner.positions()) this.want(inner, position, counted);
  }

  private takeField(node: ParseNode, wanted: number): void {
    const source = node.node('arg');
    const type = source ? typeOf(source) : null;
    if (type === null) return;
    this.uses.field(type, node.number('fieldnum'), this.stars === null ? wanted : WANT.named | (wanted & WANT.value));
  }

  /** Follows one column to what it comes from. */
  private use(from: QueryLevel, node: ParseNode, wanted: number, throughStar: boolean): void {
    const level = from.outer(node.number('varlevelsup'));
    const index = node.number('varno');
    const entry = level?.entry(index);
    if (!level || !entry) return;
    const column = node.number('varattno');
    const kind = entry.number('rtekind');
    if (kind === ENTRY.relation) this.useRelation(level, index, column, wanted, throughStar);
    else if (kind === ENTRY.subquery) this.useLevel(level.subqueries.get(index), column, wanted);
    else if (kind === ENTRY.cte) this.useLevel(this.cteOf(level, entry), column, wanted);
    else if (kind === ENTRY.join) this.useBehind(level, entry.list('joinaliasvars'), column, { wanted, throughStar });
    else if (kind === ENTRY.group) this.useBehind(level, entry.list('groupexprs'), column, { wanted, throughStar });
    else if (kind === ENTRY.function) this.useFunction(entry, column, wanted, throughStar);
  }

  private useRelation(level: QueryLevel, index: number, column: number, wanted: number, throughStar: boolean): void {
    const relation = level.entry(index)?.number('relid') ?? 0;
    if (throughStar) this.uses.spread.add(relation);
    if (column < 0) return;
    if (column === 0) {
      if (wanted & WANT.value) this.uses.wholeRows.add(relation);
    } else if (index === level.excluded) {
      this.uses.need(relation, column);
    } else {
      if (wanted !== 0) this.uses.column(relation, column, wanted & (WANT.named | WANT.value));
      if (throughStar && wanted & WANT.whole) this.uses.wildcards.add(relation);
    }
  }

  private useLevel(level: QueryLevel | undefined, column: number, wanted: number): void {
    if (!level) return;
    if (column > 0) return this.want(level, column, wanted);
    // The row as one value: all its columns, none by name.
    if (wanted & WANT.value)
      for (const position of level.positions()) this.want(level, position, WANT.value | WANT.whole);
  }

  private useBehind(level: QueryLevel, columns: readonly ParseValue[], column: number, how: Forced): void {
    if (column > 0) this.walk(columns[column - 1] ?? null, level, how.wanted, how);
    else if (how.wanted & WANT.value)
      for (const behind of columns) this.walk(behind, level, how.wanted, { wanted: WANT.value, throughStar: false });
  }

  private useFunction(entry: ParseNode, column: number, wanted: number, throughStar: boolean): void {
    let first = 1;
    for (const part of entry.nodes('functions')) {
      const count = part.number('funccolcount');
      const expression = part.node('funcexpr');
      const type = expression && typeOf(expression);
      if (type !== null && column === 0 && wanted & WANT.value) this.uses.field(type, 0, WANT.value);
      if (type !== null && column >= first && column < first + count) {
        this.uses.field(type, column - first + 1, wanted & (WANT.named | WANT.value));
        if (throughStar && wanted & WANT.whole) this.uses.wildcardFields.add(type);
      }
      first += count;
    }
  }

  private cteOf(level: QueryLevel, entry: ParseNode): QueryLevel | undefined {
    return level.outer(entry.number('ctelevelsup'))?.ctes.get(entry.text('ctename') ?? '');
  }

  /** Whether a result column came through stars alone, at every level down to a relation. */
  isWildcard(level: QueryLevel, position: number): boolean {
    const parts = level.parts();
    if (parts) return parts.every((part) => this.isWildcard(part, position));
    const expression = level.result(position)?.node('expr');
    if (!expression) return false;
    if (this.isCompositeStar(expression)) return true;
    return this.isStar(expression, level) && this.isSourceWildcard(level, expression);
  }

  private isSourceWildcard(from: QueryLevel, node: ParseNode): boolean {
    const level = from.outer(node.number('varlevelsup'));
    const index = node.number('varno');
    const entry = level?.entry(index);
    if (!level || !entry) return false;
    const kind = entry.number('rtekind');
    const column = node.number('varattno');
    if (kind === ENTRY.relation || kind === ENTRY.function) return true;
    const inner =
      kind === ENTRY.subquery ? level.subqueries.get(index) : kind === ENTRY.cte ? this.cteOf(level, entry) : undefined;
    if (inner) return this.isWildcard(inner, column);
    if (kind !== ENTRY.join) return false;
    const behind = entry.list('joinaliasvars')[column - 1];
    return !(behind instanceof ParseNode) || behind.tag !== 'VAR' || this.isSourceWildcard(level, behind);
  }
}

/** `EXISTS_SUBLINK`: nobody looks at what it selects. */
const EXISTS = '0';
