import type { DriverName } from '@rowpact/model';
import { docComment } from './doc-comment.js';
import {
  AliasDeclarationNode,
  ExportStatementNode,
  IdentifierNode,
  InterfaceDeclarationNode,
  ObjectExpressionNode,
  type ExpressionNode,
} from './kysely-codegen.js';
import { ColumnPropertyNode, NUMBER } from './nodes.js';
import { adapterDefinition } from './profiles/adapter-scalars.js';
import { PG_JSON_INPUT } from './profiles/pg.js';
import { POSTGRES_JSON_INPUT } from './profiles/postgres.js';
import type { RowSerializer } from './row-serializer.js';

const DOCS: Readonly<Record<string, string>> = {
  JsonArray: 'A JSON array.',
  JsonObject: 'A JSON object.',
  JsonPrimitive: 'A JSON value without parts.',
  JsonValue: 'What `json` and `jsonb` are read as.',
  PostgresCircle: 'What `circle` is read as.',
  PostgresInterval: 'What `interval` is read as; parts that are zero are absent.',
  PostgresPoint: 'What `point` is read as.',
};

const JSON_INPUT: Readonly<Record<DriverName, { readonly doc: string; readonly body: ExpressionNode }>> = {
  pg: {
    doc: 'What `pg` sends as `json` or `jsonb`. A string is JSON text as it is; give arrays as text too (`JSON.stringify`), for `pg` sends an array as a PostgreSQL array.',
    body: PG_JSON_INPUT,
  },
  postgres: {
    doc: 'What `postgres` sends as `json` or `jsonb`; a string becomes a JSON string. Wrap booleans, and arrays that start with one, in `sql.json`.',
    body: POSTGRES_JSON_INPUT,
  },
};

/** What the name `JsonInput` stands for in a module of this driver. */
export function jsonInput(driver: DriverName): ExpressionNode {
  return JSON_INPUT[driver].body;
}

/** Every name the module may declare for itself; a relation or an enum cannot have them. */
export const HELPER_NAMES: readonly string[] = [...Object.keys(DOCS), 'JsonInput'];

/** The types that those printed so far speak of, and that those speak of in turn, sorted by name. */
export function helperDeclarations(driver: DriverName, serializer: RowSerializer): readonly string[] {
  const declared = new Map<string, string>();
  for (let names = wanted(serializer, declared); names.length > 0; names = wanted(serializer, declared)) {
    for (const name of names) declared.set(name, declaration(name, driver, serializer));
  }
  return [...declared.keys()].sort().map((name) => declared.get(name) ?? '');
}

function wanted(serializer: RowSerializer, declared: ReadonlyMap<string, string>): readonly string[] {
  return HELPER_NAMES.filter((name) => serializer.names.has(name) && !declared.has(name));
}

function declaration(name: string, driver: DriverName, serializer: RowSerializer): string {
  const isInput = name === 'JsonInput';
  const doc = docComment(null, isInput ? JSON_INPUT[driver].doc : (DOCS[name] ?? ''), '');
  const body = isInput ? JSON_INPUT[driver].body : (OWN.get(name) ?? adapterDefinition(name));
  if (!body) throw new TypeError(`no definition of ${name}`);
  // An interface wherever it can be one, as the linters want it.
  if (body.type === 'MappedType') return `${doc}export interface ${name} ${serializer.serializeMappedType(body)}\n`;
  const node =
    body.type === 'ObjectExpression'
      ? new InterfaceDeclarationNode(new IdentifierNode(name), body)
      : new AliasDeclarationNode(name, body);
  return `${doc}${serializer.serializeExportStatement(new ExportStatementNode(node))}\n`;
}

const OWN: ReadonlyMap<string, ExpressionNode> = new Map([
  ['PostgresCircle', numbers('x', 'y', 'radius')],
  ['PostgresInterval', intervalType()],
  ['PostgresPoint', numbers('x', 'y')],
]);

function numbers(...keys: readonly string[]): ObjectExpressionNode {
  return new ObjectExpressionNode(keys.map((key) => new ColumnPropertyNode(key, NUMBER, '', false)));
}

/** postgres-interval 1.2, written out: the package is pg's own dependency, and not always in the consumer's reach. */
function intervalType(): ObjectExpressionNode {
  const parts = ['years', 'months', 'days', 'hours', 'minutes', 'seconds', 'milliseconds'];
  const text = new IdentifierNode('() => string');
  return new ObjectExpressionNode([
    ...parts.map((key) => new ColumnPropertyNode(key, NUMBER, '', true)),
    ...['toPostgres', 'toISO', 'toISOString'].map((key) => new ColumnPropertyNode(key, text, '', false)),
  ]);
}
