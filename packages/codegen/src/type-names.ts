import { DEFAULT_SCHEMA } from '@rowpact/model';

const SEPARATOR = /[_\-. ]/;
const PART = /[$\p{ID_Continue}]/u;
const START = /[$_\p{ID_Start}]/u;

/**
 * The base of a relation's or enum's type names, from its own name only: it never depends on what else exists. Outside the
 * default schema the schema's name always comes first. Different names can give the same base (`a b`, `a_b`); whoever
 * prints them has to refuse that.
 */
export function typeNameOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  const own = pascalCase(name);
  const base = schema === DEFAULT_SCHEMA ? own : pascalCase(schema) + own;
  return START.test(base.charAt(0)) ? base : `_${base}`;
}

/** The name of the tuple with an enum's labels. */
export function valuesNameOf(typeName: string): string {
  return `${schemaNameOf(typeName)}Values`;
}

/** The name of an interface's schema: `playersRow` for `PlayersRow`. */
export function schemaNameOf(typeName: string): string {
  return `${typeName.charAt(0).toLowerCase()}${typeName.slice(1)}`;
}

/** The name of an enum's schema. Its ending keeps it from being a word of the language. */
export function enumSchemaNameOf(typeName: string): string {
  return `${schemaNameOf(typeName)}Enum`;
}

/** Whether a name that a person chose can stand as an identifier in any TypeScript of today. */
export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

/**
 * Drops the usual separators and starts a word after each; what no identifier can hold becomes `U` and its code point.
 * Characters beyond the basic plane are coded too: older compilers refuse them in names.
 */
function pascalCase(name: string): string {
  let words = '';
  let wordStarts = true;
  for (const character of name) {
    if (SEPARATOR.test(character)) {
      wordStarts = true;
    } else if (character.length === 1 && PART.test(character)) {
      words += wordStarts ? upper(character) : character;
      wordStarts = false;
    } else {
      words += codePoint(character);
      wordStarts = true;
    }
  }
  return words === '' ? Array.from(name, codePoint).join('') : words;
}

function upper(character: string): string {
  const changed = character.toUpperCase();
  return changed.length === 1 ? changed : character;
}

function codePoint(character: string): string {
  return `U${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;
}
