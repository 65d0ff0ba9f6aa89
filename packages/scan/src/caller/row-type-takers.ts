import type { PackageOrigin } from '../value/origin-kinds.js';
import { SQL_TAG } from './libraries.js';

/** What a function, constructor or tag takes as its type argument. */
interface Taker {
  readonly packages: RegExp;
  /** As in `Library.roles`. */
  readonly path: RegExp;
  readonly takes: 'row' | 'rows';
}

/**
 * What takes the type of its rows and lets TypeScript see no text. Left out: `pg` itself, which the generated module teaches;
 * pg-query-stream, whose class is not generic; slonik, which takes a zod schema; knex and typeorm, whose argument is all
 * that a call answers, in another form for each of their drivers.
 */
const TAKERS: readonly Taker[] = [
  { packages: /^postgres$/u, path: new RegExp(`^${SQL_TAG}(?:\\.unsafe)?$`, 'u'), takes: 'rows' },
  { packages: /^pg-cursor$/u, path: /^(?:default|Cursor)?$/u, takes: 'row' },
  { packages: /^kysely$/u, path: /^sql$/u, takes: 'row' },
  { packages: /^drizzle-orm(?:\/.*)?$/u, path: /\.execute$/u, takes: 'row' },
  { packages: /^(?:@prisma\/client|\.prisma\/client)(?:\/.*)?$/u, path: /\.\$queryRaw(?:Unsafe)?$/u, takes: 'rows' },
];

/** Whether what is called takes the type of a row, or that of a list of rows; null where it takes neither. */
export function takesRowType({ package: name, path }: PackageOrigin): Taker['takes'] | null {
  const joined = path.join('.').replace(/^(?:default\.)+(?=.)/u, '');
  return TAKERS.find((taker) => taker.packages.test(name) && taker.path.test(joined))?.takes ?? null;
}
