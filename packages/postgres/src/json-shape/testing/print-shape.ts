import type { JsonShape } from '@rowpact/model';

/** A shape in one line: `{id: integer, tags?: [text | null] | null}`, a map as `{*: text}`, the union of none as `never`. */
export function printShape(shape: JsonShape): string {
  if (shape.kind === 'unknown') return 'unknown';
  const text = printNotNull(shape);
  if (!shape.nullable) return text;
  return text === 'never' ? 'null' : `${text} | null`;
}

function printNotNull(shape: Exclude<JsonShape, { readonly kind: 'unknown' }>): string {
  switch (shape.kind) {
    case 'object':
      return `{${shape.properties.map(({ name, always, value }) => `${name}${always ? '' : '?'}: ${printShape(value)}`).join(', ')}}`;
    case 'array':
      return `[${printShape(shape.element)}]`;
    case 'map':
      return `{*: ${printShape(shape.value)}}`;
    case 'scalar':
      return shape.type.dimensions === 0 ? shape.type.display : `ARRAY ${shape.type.display}`;
    case 'union':
      return shape.members.length === 0 ? 'never' : shape.members.map(printShape).join(' | ');
  }
}
