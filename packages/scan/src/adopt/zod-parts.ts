import type { TypePart } from './type-part.js';

/** Whether a property's type is a schema of zod, as it is written: `z.string().nullable()`. */
export function isZodText(text: string): boolean {
  return /^(?:z|zod|zm)\s*\./.test(text);
}

const PRIMITIVES: Readonly<Record<string, TypePart>> = {
  ...{ string: { kind: 'primitive', name: 'string' }, uuid: { kind: 'primitive', name: 'string' } },
  ...{ email: { kind: 'primitive', name: 'string' }, url: { kind: 'primitive', name: 'string' } },
  ...{ number: { kind: 'primitive', name: 'number' }, int: { kind: 'primitive', name: 'number' } },
  ...{ boolean: { kind: 'primitive', name: 'boolean' }, bigint: { kind: 'primitive', name: 'bigint' } },
  ...{ date: { kind: 'date' }, any: { kind: 'any' }, unknown: { kind: 'unknown' } },
  ...{ object: { kind: 'object', text: '' }, strictObject: { kind: 'object', text: '' } },
  ...{ looseObject: { kind: 'object', text: '' }, record: { kind: 'object', text: '' } },
};

/** What a schema takes, as far as its first call tells; a name nobody knows for what it turns into something else. */
export function zodParts(text: string): readonly TypePart[] {
  const named: TypePart = { kind: 'named', text };
  if (/\b(?:transform|coerce|preprocess|pipe|codec|brand|catch|default|prefault|stringbool)\b/.test(text))
    return [named];
  const nulls: readonly TypePart[] = /\.(?:nullable|nullish)\(\)|^\w+\s*\.nullable\(/.test(text)
    ? [{ kind: 'null' }]
    : [];
  const wrapped = /^\w+\s*\.(?:nullable|optional)\((.*)\)$/s.exec(text)?.[1];
  if (wrapped !== undefined) return [...zodParts(wrapped.trim()), ...nulls];
  return [...headParts(text, named), ...nulls];
}

function headParts(text: string, named: TypePart): readonly TypePart[] {
  const [, head = '', inside = ''] = /^\w+\s*\.(\w+)\((.*)$/s.exec(text) ?? [];
  const primitive = Object.hasOwn(PRIMITIVES, head) ? PRIMITIVES[head] : undefined;
  if (primitive) return [primitive];
  if (head === 'array') return [{ kind: 'array', elements: isZodText(inside) ? headParts(inside, named) : [named] }];
  if (head === 'enum') return enumParts(/^\s*\[([^\]]*)\]/.exec(inside)?.[1] ?? null, named);
  return [named];
}

function enumParts(labels: string | null, named: TypePart): readonly TypePart[] {
  if (labels === null) return [named];
  const texts = [...labels.matchAll(/'([^'\\]*)'|"([^"\\]*)"/g)].map(([, single, double]) => single ?? double ?? '');
  return texts.map((label) => ({ kind: 'literal', of: 'string', text: label }));
}
