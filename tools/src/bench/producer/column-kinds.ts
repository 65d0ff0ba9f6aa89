import { chance, draw, pick } from './draw.js';
import { enumLabels, enumName } from './league-types.js';

/** One kind of column and how often it comes, of a hundred. */
interface ColumnKind {
  readonly share: number;
  /** Type, default and NOT NULL as SQL, without the name. */
  readonly definition: (key: string, enums: number) => string;
}

const notNull = (key: string, percent: number): string => (chance(`${key} not null`, percent) ? ' NOT NULL' : '');
const plain =
  (type: string, percentNotNull = 40) =>
  (key: string) =>
    `${type}${notNull(key, percentNotNull)}`;

const KINDS: readonly ColumnKind[] = [
  { share: 22, definition: plain('text') },
  { share: 8, definition: (key) => `varchar(${pick(key, [20, 64, 120, 255])})${notNull(key, 50)}` },
  { share: 10, definition: plain('integer') },
  { share: 5, definition: plain('bigint', 60) },
  { share: 10, definition: () => 'boolean NOT NULL DEFAULT false' },
  { share: 6, definition: (key) => `numeric(${pick(key, ['10,2', '12,4', '6,3'])})${notNull(key, 50)} DEFAULT 0` },
  { share: 9, definition: plain('timestamptz', 30) },
  { share: 4, definition: plain('date') },
  { share: 5, definition: () => "jsonb NOT NULL DEFAULT '{}'::jsonb" },
  { share: 4, definition: plain('uuid') },
  { share: 7, definition: enumColumn },
  { share: 1, definition: (key, enums) => `${enumName(draw(key, enums))}[]` },
  { share: 2, definition: () => "text[] NOT NULL DEFAULT '{}'::text[]" },
  { share: 2, definition: plain('email', 20) },
  { share: 1, definition: () => 'jersey_number DEFAULT 0' },
  { share: 2, definition: plain('double precision') },
  { share: 1, definition: plain('bytea', 10) },
  { share: 1, definition: plain('inet', 10) },
];

function enumColumn(key: string, enums: number): string {
  const at = draw(key, enums);
  return `${enumName(at)} NOT NULL DEFAULT '${enumLabels(at)[0]}'`;
}

/** Type, default and NOT NULL of an ordinary column: a realistic mix, by the key alone. */
export function columnDefinition(key: string, enums: number): string {
  let left = draw(`${key} kind`, 100);
  for (const kind of KINDS) {
    if (left < kind.share) return kind.definition(key, enums);
    left -= kind.share;
  }
  throw new RangeError('the shares of the column kinds do not add up to 100');
}
