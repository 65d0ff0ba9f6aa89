import { PRETTIER_IGNORE } from '../row-serializer.js';
import { call, flatText, layOut, list, text, type Schema, type SchemaList } from './schema-call.js';

/** What schemas of zod's own are called in the module. */
const BASIC_NAMES: ReadonlyMap<string, string> = new Map([
  ['z.bigint()', 'bigint'],
  ['z.boolean()', 'boolean'],
  ['z.date()', 'date'],
  ['z.int()', 'integer'],
  ['z.int32()', 'int32'],
  ['z.never()', 'never'],
  ['z.null()', 'nothing'],
  ['z.string()', 'string'],
  ['z.uint32()', 'uint32'],
]);

const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['z.array', 'arrayOf'],
  ['z.exactOptional', 'optional'],
  ['z.nullable', 'nullable'],
  ['z.readonly', 'readonly'],
]);

/**
 * Schemas that columns have in common, each declared once. With one for every column a module of a thousand tables would take seconds
 * and hundreds of megabytes to load, and twice the time to compile. Their names end in none of the ways that those of
 * relations and enums do.
 */
export class SharedSchemas {
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #declarations: string[] = [];

  /** The name of a schema, declared if it was not yet; what belongs to one column only, such as a list of values, stays as it is. */
  share(schema: Schema): Schema {
    if (schema.kind === 'list') return this.#union(schema);
    if (schema.kind === 'text') return this.#named(schema, BASIC_NAMES.get(schema.text) ?? null);
    const inner = this.share(schema.of);
    const prefix = PREFIXES.get(schema.callee);
    const name = prefix !== undefined && isName(inner) ? prefix + capital(plain(inner.text)) : null;
    return this.#named(call(schema.callee, inner), name);
  }

  /** In the order of their first use, which has each behind what it is made of. */
  declarations(): readonly string[] {
    return this.#declarations;
  }

  #union({ callee, items, name: given }: SchemaList): Schema {
    if (callee !== 'z.union') return list(callee, items);
    const members = items.map((item) => this.share(item));
    const names = members.filter(isName).map((member) => plain(member.text));
    const name =
      names.length < members.length
        ? null
        : (given ?? names.map((one, at) => (at === 0 ? one : capital(one))).join('Or'));
    return this.#named(list(callee, members), name);
  }

  #named(schema: Schema, wanted: string | null): Schema {
    if (wanted === null) return schema;
    const source = flatText(schema);
    const known = this.#names.get(source);
    if (known !== undefined) return text(known);
    let name = wanted;
    while (this.#taken.has(name)) name += '_';
    this.#taken.add(name);
    this.#names.set(source, name);
    const head = `const ${name} = `;
    const laidOut = layOut(head, schema, '', ';');
    this.#declarations.push(`${laidOut.isFinal ? '' : `${PRETTIER_IGNORE}\n`}${head}${laidOut.text};\n`);
    return text(name);
  }
}

function isName(schema: Schema): schema is Extract<Schema, { readonly kind: 'text' }> {
  return schema.kind === 'text' && !schema.text.includes('(');
}

/** An enum's ending is its own schema's alone. */
function plain(name: string): string {
  return name.replace(/Enum$/, 'Label');
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
