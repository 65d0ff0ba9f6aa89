import { byCodeUnit, type Location, type RowEscape, type RowRead, type RowUse } from '@rowpact/model';
import { byPlace, byPlaceAndColumn } from './place-order.js';

/** What was found of the rows of one statement, each place once. */
export class RowFindings {
  private readonly reads = new Map<string, RowRead>();
  private readonly escapes = new Map<string, RowEscape>();

  constructor(private readonly statement: Required<Location>) {}

  read(column: string, location: Required<Location>): void {
    this.reads.set(`${column} ${location.file} ${location.line} ${location.column}`, { column, location });
  }

  escape(location: Required<Location>, how: string): void {
    this.escapes.set(`${location.file} ${location.line} ${location.column} ${how}`, { location, how });
  }

  /** An escape that has no better place than the statement. */
  escapeAtStatement(how: string): void {
    this.escape(this.statement, how);
  }

  sorted(): RowUse {
    return {
      statement: this.statement,
      reads: [...this.reads.values()].sort(byPlaceAndColumn),
      escapes: [...this.escapes.values()].sort(
        (left, right) => byPlace(left, right) || byCodeUnit(left.how, right.how),
      ),
    };
  }
}
