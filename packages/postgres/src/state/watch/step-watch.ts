import type { EmbeddedDatabase } from '../../engine/embedded-database.js';
import type { MigrationWatch } from '../../engine/migration-watch.js';
import type { Notice } from '../../engine/run-with-notices.js';
import type { SqlStatement } from '../../migrations/sql-statement.js';
import { CatalogWatch, type Touch } from './catalog-watch.js';
import { readTreeNotice } from './read-write-notice.js';
import { SequenceWatch, type SequenceBounds } from './sequence-watch.js';
import {
  bearsNoSetting,
  isDefinition,
  isQuery,
  isRollback,
  keepsSettings,
  mayChangeCatalog,
  savepointOf,
} from './statement-kinds.js';
import { isBetterNotPrinted, targetOf } from './untreed-target.js';
import { WriteWatch, type Write } from './write-watch.js';

/** What is known of one migration after it has run. Statements are told by their numbers. */
export interface StepFindings {
  readonly statements: readonly SqlStatement[];
  readonly touches: readonly Touch[];
  readonly writes: readonly Write[];
  /** Those that people would take for the ones that change the schema. */
  readonly definitions: readonly number[];
}

/** A migration of more statements than this is a dump: from there on nobody asks which of them did what. */
const MOST_LOOKS = 1000;

const PRINTING = `SET debug_print_rewritten = on; SET debug_pretty_print = off; SET client_min_messages = log`;

/**
 * Watches one migration run: which statement touched what in the catalog, and what rows are written. Nothing is asked but by
 * `SET`, which no transaction takes for its first query, and by looking at the catalog behind statements that may have changed it.
 */
export class StepWatch implements MigrationWatch {
  private readonly statements: SqlStatement[] = [];
  private readonly numbers = new Map<SqlStatement, number>();
  private readonly catalog = new CatalogWatch();
  private readonly writes = new WriteWatch();
  private readonly sequences: SequenceWatch;
  private readonly definitions = new Set<number>();
  private current = 0;
  /** The first statement of the running transaction. */
  private transactionFrom: number | null = null;
  /** By name: the last statement that set it. */
  private readonly savepoints = new Map<string, number>();
  /** Statements since the last look. */
  private unseen: number[] = [];
  private looks = 0;
  private isPrinting = false;
  private seen = { utility: false, setval: false };

  constructor(bounds: SequenceBounds) {
    this.sequences = new SequenceWatch(bounds);
  }

  readonly begin = async (database: EmbeddedDatabase): Promise<void> => {
    this.looks = 0;
    this.unseen = [];
    this.isPrinting = false;
    this.transactionFrom = null;
    this.definitions.clear();
    this.writes.begin();
    this.sequences.begin();
    await this.catalog.begin(database.query);
  };

  readonly before = async (database: EmbeddedDatabase, statement: SqlStatement): Promise<void> => {
    this.seen = { utility: false, setval: false };
    this.current = this.numberOf(statement);
    if (bearsNoSetting(statement)) return;
    const wanted = !isBetterNotPrinted(statement);
    if (wanted === this.isPrinting) return;
    await database.exec(wanted ? PRINTING : 'SET debug_print_rewritten = off');
    this.isPrinting = wanted;
  };

  readonly notice = (notice: Notice): void => {
    const seen = readTreeNotice(notice);
    if (!seen) return;
    // Its own tree has no context; whatever has one runs inside of it.
    this.seen.utility ||= seen.isUtility && (notice.where !== '' || isQuery(this.statements[this.current]));
    this.seen.setval ||= seen.setsSequence;
    this.writes.take(seen, this.current);
  };

  readonly after = async (database: EmbeddedDatabase, statement: SqlStatement): Promise<void> => {
    const { query } = database;
    const number = this.current;
    const wasInside = this.transactionFrom !== null;
    const isInside = database.inTransaction();
    this.unseen.push(number);
    if (isRollback(statement)) this.undo();
    else if (savepointOf(statement)) await this.atSavepoint(database, statement);
    else if (!bearsNoSetting(statement) && !this.isPrinting) await this.takeTarget(database, statement);
    if (!keepsSettings(statement)) this.isPrinting = false;
    await this.writes.resolve(query, number);
    if (this.seen.setval) await this.sequences.look(query, number);
    if (isDefinition(statement) || this.seen.utility) this.definitions.add(number);
    const isLeft = wasInside && !isInside;
    if (mayChangeCatalog(statement) || this.seen.utility || isLeft) await this.look(database, isLeft);
    this.transactionFrom = isInside ? (this.transactionFrom ?? number) : null;
  };

  readonly rolledBack = (): void => {
    // A rollback leaves sequences where they are; whoever runs the file again has set them back.
    if (this.transactionFrom !== null) this.sequences.setBack(this.transactionFrom);
    this.undo();
    this.transactionFrom = null;
    this.isPrinting = false;
  };

  findings(): StepFindings {
    return {
      statements: this.statements,
      touches: [...this.catalog.touches(), ...this.sequences.touches()],
      writes: this.writes.all(),
      definitions: [...this.definitions],
    };
  }

  /** At the end of a transaction, whoever ran since the last look may have left something to be done there. */
  private async look({ query, inTransaction }: EmbeddedDatabase, isAtEnd: boolean): Promise<void> {
    const candidates = isAtEnd ? this.unseen.slice(0, -1) : this.unseen.slice(-1);
    this.unseen = [];
    if ((this.looks += 1) > MOST_LOOKS) return;
    const [only = null] = candidates;
    await this.catalog.look(query, candidates.length === 1 ? only : null, inTransaction());
  }

  private async takeTarget({ query }: EmbeddedDatabase, statement: SqlStatement): Promise<void> {
    const target = targetOf(statement);
    if (target) await this.writes.takeNamed(query, target, this.current);
  }

  private undo(): void {
    if (this.transactionFrom !== null) this.undoFrom(this.transactionFrom, true);
  }

  private undoFrom(first: number, isOver: boolean): void {
    this.catalog.rolledBack(first, isOver);
    this.writes.rolledBack(first);
    this.unseen = [];
  }

  /** What was dropped behind it is there again, and may be dropped once more. */
  private async atSavepoint({ query, inTransaction }: EmbeddedDatabase, statement: SqlStatement): Promise<void> {
    const savepoint = savepointOf(statement);
    if (savepoint?.does === 'set') this.savepoints.set(savepoint.name, this.current);
    if (savepoint?.does !== 'go back') return;
    this.undoFrom((this.savepoints.get(savepoint.name) ?? this.current) + 1, false);
    await this.catalog.look(query, null, inTransaction());
  }

  private numberOf(statement: SqlStatement): number {
    const known = this.numbers.get(statement);
    if (known !== undefined) return known;
    this.numbers.set(statement, this.statements.length);
    return this.statements.push(statement) - 1;
  }
}
