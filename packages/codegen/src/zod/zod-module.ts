import { posix } from 'node:path';
import { displayName, partsOf, type Contract, type EnumType } from '@rowpact/model';
import type { Announcements } from '../announcements.js';
import { codeSpan, docComment } from '../doc-comment.js';
import { fits } from '../line-width.js';
import { moduleHeader } from '../module-header.js';
import type { ColumnPropertyNode } from '../nodes.js';
import type { RowInterface } from '../relation-interfaces.js';
import { PRETTIER_IGNORE, type RowSerializer } from '../row-serializer.js';
import { textLiteral } from '../text-literal.js';
import { enumSchemaNameOf, schemaNameOf, typeNameOf } from '../type-names.js';
import { call, layOut, list, text, type Schema } from './schema-call.js';
import { helperText, SCHEMA_HELPERS } from './schema-helpers.js';
import { SchemaSerializer } from './schema-serializer.js';
import { SharedSchemas } from './shared-schemas.js';

/** The module of zod schemas beside a module of rows, collected while the latter is printed. */
export class ZodModule {
  readonly #rows: RowSerializer;
  readonly #serializer: SchemaSerializer;
  readonly #shared = new SharedSchemas();
  readonly #objects: string[] = [];
  readonly #checks: string[] = [];

  /** @param rows what prints the interfaces: property names are laid out alike. */
  constructor({ driver }: Pick<NonNullable<Contract['generate']>, 'driver'>, rows: RowSerializer) {
    this.#rows = rows;
    this.#serializer = new SchemaSerializer(driver);
  }

  /** Adds the schema of an interface. */
  add({ doc, name, properties }: RowInterface): void {
    const lines = properties.map((property) => this.#property(name, property));
    const head = `export const ${schemaNameOf(name)} = z.object({`;
    const pragma = fits(head) === true ? '' : `${PRETTIER_IGNORE}\n`;
    const body = lines.length === 0 ? '' : `\n${lines.join('')}`;
    this.#objects.push(`${doc}${pragma}${head}${body}});\n`);
    // zod has `Record<string, never>` for an object without properties, which is not what an empty interface says.
    if (properties.length > 0) this.#checks.push(check(schemaNameOf(name), name));
  }

  /** @param enums those that the rows speak of. */
  text(contract: Contract, enums: readonly EnumType[], { labels }: Pick<Announcements, 'labels'>): string {
    const schemas = enums.map((type) => {
      const what = codeSpan(displayName(type.id));
      const notes = { deprecated: null, notes: labels(type.id) };
      const doc = docComment(type.comment, `The labels of the enum ${what}.`, '', notes);
      return doc + enumSchema(enumSchemaNameOf(typeNameOf(partsOf(type.id))), type.labels);
    });
    const enumChecks = enums
      .map(({ id }) => typeNameOf(partsOf(id)))
      .map((name) => check(enumSchemaNameOf(name), name));
    const checks = [...enumChecks, ...this.#checks];
    const helpers = this.#serializer.helpers().flatMap((name) => SCHEMA_HELPERS.get(name) ?? []);
    const sections = [
      moduleHeader(contract, 'zod schemas for the rows'),
      imports(contract, checks.length > 0, schemas.length + this.#objects.length > 0),
      ...helpers.map(helperText),
      ...schemas,
      this.#shared.declarations().join(''),
      ...this.#objects,
      ...(checks.length > 0 ? [SAYS, schemaChecks(checks)] : []),
    ];
    return sections.filter((section) => section !== '').join('\n');
  }

  #property(name: string, { key, value, comment, isOptional }: ColumnPropertyNode): string {
    const schema = this.#serializer.schema(value) ?? this.#foreign(name, key, isOptional);
    // As a plain key in an object it would be the object's prototype.
    const label = key === '__proto__' ? { text: '["__proto__"]', isFinal: true } : this.#rows.propertyKey(key);
    const head = `  ${label.text}: `;
    const shared = this.#shared.share(isOptional ? call('z.exactOptional', schema) : schema);
    const laidOut = layOut(head, shared, '  ', ',');
    const pragma = laidOut.isFinal && label.isFinal ? '' : `  ${PRETTIER_IGNORE}\n`;
    // The interface documents the column; what is announced to go says so wherever it is used.
    const doc = comment?.includes('@deprecated') ? comment : '';
    return `${doc}${pragma}${head}${laidOut.text},\n`;
  }

  /** Whatever the interface says, by the interface: the text of an override stands there only. */
  #foreign(name: string, key: string, isOptional: boolean): Schema {
    const type = isOptional ? `Required<rows.${name}>` : `rows.${name}`;
    return text(`z.custom<${type}[${textLiteral(key)}]>(${this.#serializer.use('given')})`);
  }
}

function enumSchema(name: string, labels: readonly string[]): string {
  const head = `export const ${name} = `;
  const schema =
    labels.length === 0
      ? text('z.never()')
      : list(
          'z.enum',
          labels.map((label) => text(textLiteral(label))),
        );
  const laidOut = layOut(head, schema, '', ';');
  return `${laidOut.isFinal ? '' : `${PRETTIER_IGNORE}\n`}${head}${laidOut.text};\n`;
}

function imports({ generate }: Contract, hasChecks: boolean, hasSchemas: boolean): string {
  if (!hasSchemas) return 'export {};\n';
  const file = posix.basename(generate?.file ?? '').replace(/\.([cm]?)ts$/, '.$1js');
  const rows = `import type * as rows from ${textLiteral(`./${file}`)};\n`;
  return `import { z } from "zod";\n${hasChecks ? rows : ''}`;
}

/** Line-broken as no two versions of prettier are. */
const SAYS = `/** Whether a schema answers what a type says, no more and no less. */
${PRETTIER_IGNORE}
type Says<Schema, Type> = (<T>() => T extends z.output<Schema> ? 1 : 2) extends <T>() => T extends Type ? 1 : 2 ? true : false;
`;

function schemaChecks(checks: readonly string[]): string {
  const doc = docComment(null, 'Does not compile where a schema and its type say different things.', '');
  return `${doc}export interface SchemaChecks extends Record<string, true> {\n${checks.join('')}}\n`;
}

function check(schema: string, type: string): string {
  const flat = `  ${schema}: Says<typeof ${schema}, rows.${type}>;`;
  if (fits(flat) === true) return `${flat}\n`;
  const lines = [`    typeof ${schema},`, `    rows.${type}`];
  const isFinal = fits(flat) === false && lines.every((line) => fits(line) === true);
  return `${isFinal ? '' : `  ${PRETTIER_IGNORE}\n`}  ${schema}: Says<\n${lines.join('\n')}\n  >;\n`;
}
