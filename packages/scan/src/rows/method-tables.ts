/** Methods of lists whose function gets an element, by the position of that parameter. */
export const ELEMENT_CALLBACKS: ReadonlyMap<string, readonly number[]> = new Map([
  ...['map', 'flatMap', 'filter', 'find', 'findLast', 'findIndex', 'findLastIndex', 'some', 'every', 'forEach'].map(
    (name): [string, number[]] => [name, [0]],
  ),
  ...['sort', 'toSorted'].map((name): [string, number[]] => [name, [0, 1]]),
  ...['reduce', 'reduceRight'].map((name): [string, number[]] => [name, [1]]),
]);

/** Methods that answer a list with the same elements. */
export const SAME_LIST: ReadonlySet<string> = new Set([
  'filter',
  'slice',
  'sort',
  'toSorted',
  'reverse',
  'toReversed',
  'concat',
  'splice',
  'toSpliced',
  'with',
  'fill',
  'copyWithin',
  'values',
  'toArray',
  'take',
  'drop',
  'union',
  'intersection',
  'difference',
]);

/** Methods that answer one element. */
export const ONE_ELEMENT: ReadonlySet<string> = new Set(['find', 'findLast', 'at', 'pop', 'shift']);

/** What lists have besides their elements, and answers nothing of these. */
export const LIST_MEMBERS: ReadonlySet<string> = new Set([
  'length',
  'size',
  'keys',
  'indexOf',
  'lastIndexOf',
  'includes',
  'has',
  'join',
  'some',
  'every',
  'findIndex',
  'findLastIndex',
  'push',
  'unshift',
  'add',
  'delete',
  'clear',
  'forEach',
  'map',
  'flatMap',
  'reduce',
  'reduceRight',
  'toString',
  'entries',
  'flat',
  ...SAME_LIST,
  ...ONE_ELEMENT,
]);

/** What a driver's answer has besides its rows. */
export const RESULT_MEMBERS: ReadonlySet<string> = new Set([
  'rowCount',
  'command',
  'fields',
  'oid',
  'length',
  'count',
  'columns',
  'state',
  'statement',
  'affectedRows',
  'numAffectedRows',
  'notices',
  'duration',
  'close',
  'destroy',
  'end',
  'release',
  'cancel',
]);

/** Methods that put their arguments into the list, set or map that they are called on, by what they make of the argument. */
export const PUTTING: ReadonlyMap<string, { readonly from: number; readonly step: string }> = new Map([
  ['push', { from: 0, step: '[]' }],
  ['unshift', { from: 0, step: '[]' }],
  ['add', { from: 0, step: '[]' }],
  ['enqueue', { from: 0, step: '[]' }],
  ['splice', { from: 2, step: '[]' }],
  ['fill', { from: 0, step: '[]' }],
  ['set', { from: 1, step: '{}' }],
]);

/** Methods whose function is only asked whether, or told: what it returns goes nowhere. */
export const ANSWER_DROPPED: ReadonlySet<string> = new Set([
  'filter',
  'find',
  'findLast',
  'findIndex',
  'findLastIndex',
  'some',
  'every',
  'forEach',
  'sort',
  'toSorted',
  'on',
  'once',
  'addListener',
  'addEventListener',
  'off',
  'removeListener',
  'subscribe',
  'finally',
]);

/** Methods and functions that run a function and answer what it answers: transactions, tasks, caches. */
export const RUNNING: ReadonlySet<string> = new Set([
  'transaction',
  'transactional',
  '$transaction',
  'execute',
  'begin',
  'savepoint',
  'tx',
  'txIf',
  'task',
  'taskIf',
  'connect',
  'withConnection',
  'withTransaction',
  'reserve',
  'run',
  'runInContext',
  'runInTransaction',
  'retry',
  'pRetry',
  'backOff',
  'then',
  'catch',
  'untrack',
  'useMemo',
  'startSpan',
  'startActiveSpan',
  'call',
  'apply',
]);

/** Functions that answer a function like the one they are given. */
export const WRAPPING: ReadonlySet<string> = new Set([
  'cache',
  'unstable_cache',
  'memoize',
  'memo',
  'forwardRef',
  'useCallback',
  'debounce',
  'throttle',
  'once',
  'promisify',
  'bind',
  'pLimit',
  'asyncHandler',
  'batch',
]);
