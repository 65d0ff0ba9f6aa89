import { draw } from '../producer/draw.js';
import type { LeagueTable } from '../producer/league-table.js';
import type { ConsumerSize } from './consumer-size.js';
import { leagueStatement, type LeagueStatement } from './league-statements.js';

/** A file of the generated consumer, its path relative to the consumer's folder. */
export interface ConsumerFile {
  readonly path: string;
  readonly text: string;
}

/** The generated consumer: its files and the SQL in them. */
export interface LeagueConsumer {
  readonly files: readonly ConsumerFile[];
  readonly statements: readonly LeagueStatement[];
}

/** Files of one folder. */
const FOLDER_SIZE = 50;

/** Builds the consumer; the same text for the same size, always. */
export function leagueConsumer(size: ConsumerSize, tables: readonly LeagueTable[]): LeagueConsumer {
  const statements: LeagueStatement[] = [];
  const every = Math.floor(size.files / size.withSql);
  const modules = Array.from({ length: size.files }, (_, at): ConsumerFile => {
    if (at % every !== 0 || at / every >= size.withSql) return plainModule(at);
    const own = Array.from({ length: size.statementsPerFile }, (_, index) => leagueStatement(`${at}.${index}`, tables));
    statements.push(...own);
    return repository(at, own);
  });
  return { files: [...SETTINGS, ...modules], statements };
}

const SETTINGS: readonly ConsumerFile[] = [
  {
    path: 'package.json',
    text: '{ "name": "box-office", "private": true, "type": "module", "dependencies": { "pg": "8" } }\n',
  },
  {
    path: 'tsconfig.json',
    text: `${JSON.stringify({ compilerOptions: { target: 'es2023', module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true, types: ['node'] }, include: ['src'] }, null, 2)}\n`,
  },
  {
    path: 'src/database.ts',
    text: "import { Pool } from 'pg';\n\n/** Every repository asks this pool. */\nexport const pool = new Pool();\n",
  },
];

function pathOf(at: number): string {
  return `src/area-${Math.floor(at / FOLDER_SIZE)}/module-${at}`;
}

/** An ordinary module: types, a class, functions, an import of a neighbour. */
function plainModule(at: number): ConsumerFile {
  const neighbour = at - 1 - draw(`${at} neighbour`, Math.min(at, 20) || 1);
  const imports = at > 20 ? `import { describe${neighbour} } from '../../${pathOf(neighbour)}.js';\n` : '';
  const call = at > 20 ? `describe${neighbour}(item.label)` : 'item.label';
  return {
    path: `${pathOf(at)}.ts`,
    text: `${imports}
/** What the box office shows of an item. */
export interface Item${at} {
  readonly id: number;
  readonly label: string;
  readonly price: number | null;
  readonly tags: readonly string[];
}

const CURRENCY = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

export class Basket${at} {
  readonly #items = new Map<number, Item${at}>();

  add(item: Item${at}): this {
    this.#items.set(item.id, item);
    return this;
  }

  total(): number {
    return [...this.#items.values()].reduce((sum, { price }) => sum + (price ?? 0), 0);
  }

  labels(): readonly string[] {
    return [...this.#items.values()].map((item) => \`\${${call}} \${CURRENCY.format(item.price ?? 0)}\`).sort();
  }

  withTag(tag: string): readonly Item${at}[] {
    const wanted = tag.trim().toLowerCase();
    return [...this.#items.values()].filter(({ tags }) => tags.some((one) => one.toLowerCase() === wanted));
  }
}

/** Selected items come first, the others from the cheapest on. */
export function order${at}(items: readonly Item${at}[], selected: ReadonlySet<number>): readonly Item${at}[] {
  return [...items].sort((left, right) => {
    const first = Number(selected.has(right.id)) - Number(selected.has(left.id));
    return first !== 0 ? first : (left.price ?? 0) - (right.price ?? 0);
  });
}

export function describe${at}(label: string): string {
  return label.length > ${20 + draw(`${at} length`, 40)} ? \`\${label.slice(0, ${10 + draw(`${at} cut`, 10)})}…\` : label;
}
`,
  };
}

/** A module that asks the database. */
function repository(at: number, statements: readonly LeagueStatement[]): ConsumerFile {
  const functions = statements.map((statement, index) => queryFunction(`${at}_${index}`, statement));
  const describe = `export function describe${at}(label: string): string {\n  return label;\n}\n`;
  return {
    path: `${pathOf(at)}.ts`,
    text: `import { pool } from '../database.js';\n\n${functions.join('\n')}\n${describe}`,
  };
}

function queryFunction(name: string, { sql, parameters, reads }: LeagueStatement): string {
  const names = Array.from({ length: parameters }, (_, at) => `value${at + 1}`);
  const declared = names.map((one) => `${one}: unknown`).join(', ');
  const lines = [
    `export async function query${name}(${declared}) {`,
    `  const { rows } = await pool.query(\`${sql}\`, [${names.join(', ')}]);`,
    ...(reads.length === 0
      ? ['  return rows.length;']
      : [`  return rows.map((row) => [${reads.map((column) => `row.${column}`).join(', ')}]);`]),
    '}',
    '',
  ];
  return lines.join('\n');
}
