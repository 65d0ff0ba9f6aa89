/** What becomes of a query when a method sends it, told by the method's name. */
const ONE = [
  'one',
  'oneOrNone',
  'maybeOne',
  'executeTakeFirst',
  'executeTakeFirstOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findUnique',
  'findUniqueOrThrow',
  'findOne',
  'queryOne',
  'queryOneOrNone',
  'selectOne',
  'getFirst',
] as const;

const MANY = [
  'any',
  'many',
  'manyOrNone',
  'findMany',
  'queryMany',
  'selectMany',
  'queryRaw',
  '$queryRaw',
  '$queryRawUnsafe',
  'queryAll',
  'stream',
  'iterate',
] as const;

const SHAPES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...ONE.map((name): [string, readonly string[]] => [name, ['row']]),
  ...MANY.map((name): [string, readonly string[]] => [name, ['[]', 'row']]),
  // node-postgres gives an object with rows, others the rows themselves: told apart by what is done with it.
  ...[
    'query',
    'unsafe',
    'raw',
    'execute',
    'simple',
    'run',
    'result',
    'multi',
    'multiResult',
    'all',
    'get',
    'first',
    'cursor',
    'values',
  ].map((name): [string, readonly string[]] => [name, ['result']]),
]);

/** What a call of this name answers when it is given a query; whatever a driver answers where the name says nothing. */
export function answerOf(name: string | null): readonly string[] {
  return (name === null ? undefined : SHAPES.get(name)) ?? ['result'];
}

const EXECUTING = new Set([
  'execute',
  'executeTakeFirst',
  'executeTakeFirstOrThrow',
  'stream',
  'all',
  'run',
  'first',
  'cursor',
  'iterate',
  'values',
]);

/** Methods of a query builder that send what was built. */
export function sendsWhatWasBuilt(name: string): boolean {
  return EXECUTING.has(name);
}

/** Methods whose function gets each row as it comes. */
export const ROW_CALLBACKS: ReadonlySet<string> = new Set(['each', 'map', 'forEach', 'cursor']);
