/** TypeScript source of a value that a driver answered, made of what the value is and has at run time. */
export function valueSource(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Buffer.isBuffer(value)) return `Buffer.from("${value.toString('hex')}", "hex")`;
  if (value instanceof Uint8Array) return `new Uint8Array([${value.join(', ')}])`;
  if (Array.isArray(value)) return `[${value.map(valueSource).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{ ${members(value).join(', ')} }`;
  return JSON.stringify(value);
}

/** TypeScript source of the type of a value: what it is, no more and no less. */
export function typeSource(value: unknown): string {
  if (value instanceof Date) return 'Date';
  if (Buffer.isBuffer(value)) return 'Buffer';
  if (Array.isArray(value)) return `${typeSource(value[0])}[]`;
  if (typeof value !== 'object' || value === null) return typeof value;
  if ('toPostgres' in value) return 'm.PostgresInterval';
  if ('radius' in value) return 'm.PostgresCircle';
  return 'x' in value ? 'm.PostgresPoint' : 'm.JsonValue';
}

function members(value: object): readonly string[] {
  const prototype: unknown = Object.getPrototypeOf(value);
  const methods = prototype === Object.prototype || prototype === null ? [] : Object.keys(prototype as object);
  const own = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${valueSource(part)}`);
  return [...own, ...methods.map((method) => `${method}: () => ""`)];
}
