import {
  TypeScriptSerializer,
  type AliasDeclarationNode,
  type ArrayExpressionNode,
  type ExpressionNode,
  type GenericExpressionNode,
  type IdentifierNode,
  type ImportStatementNode,
  type LiteralNode,
  type ObjectExpressionNode,
  type PropertyNode,
  type RawExpressionNode,
  type UnionExpressionNode,
} from './kysely-codegen.js';
import { fits } from './line-width.js';
import { ColumnPropertyNode, OverrideNode, ReadonlyArrayNode, type OverrideImport } from './nodes.js';
import { textLiteral } from './text-literal.js';

/** Keeps the next node as it is: the versions of prettier disagree about it, or it holds a type that somebody wrote. */
export const PRETTIER_IGNORE = '// prettier-ignore';

/** Keys that prettier unquotes. Beyond the basic plane older compilers want the quotes, so there it has to be told. */
const PLAIN_KEY = /^[$_\p{ID_Start}][$\p{ID_Continue}]*$/u;
const BEYOND_BASIC_PLANE = /[\ud800-\udfff]/;

/**
 * kysely-codegen's serializer, laid out as prettier would, and without what would be wrong in our modules: it sorts
 * properties and unions, knows no optional property, and prints comments and names as they come. It also remembers every
 * name it printed, so that the module imports and declares exactly what it uses.
 */
export class RowSerializer extends TypeScriptSerializer {
  readonly names = new Set<string>();
  readonly imports = new Map<string, OverrideImport>();
  readonly #keys = new Map<string, LaidOut>();
  readonly #flat = new WeakMap<ExpressionNode, string>();

  override serializeKey(key: string): string {
    return this.propertyKey(key).text;
  }

  override serializeLiteral(node: LiteralNode): string {
    return typeof node.value === 'string' ? textLiteral(node.value) : super.serializeLiteral(node);
  }

  override serializeIdentifier(node: IdentifierNode): string {
    this.names.add(node.name);
    return super.serializeIdentifier(node);
  }

  override serializeGenericExpression(node: GenericExpressionNode): string {
    this.names.add(node.name);
    return super.serializeGenericExpression(node);
  }

  override serializeRawExpression(node: RawExpressionNode): string {
    if (node instanceof OverrideNode && node.import) {
      this.imports.set(`${node.import.name}\n${node.import.from}`, node.import);
    }
    return super.serializeRawExpression(node);
  }

  override serializeUnionExpression(node: UnionExpressionNode): string {
    return node.args.map((member) => this.#member(member)).join(' | ');
  }

  override serializeArrayExpression(node: ArrayExpressionNode): string {
    const element = node.values;
    if (!(node instanceof ReadonlyArrayNode)) {
      return needsParentheses(element) ? `(${this.flat(element)})[]` : super.serializeArrayExpression(node);
    }
    const isCompound = element.type === 'UnionExpression' || element instanceof ReadonlyArrayNode;
    return isCompound || needsParentheses(element)
      ? `readonly (${this.flat(element)})[]`
      : `readonly ${this.flat(element)}[]`;
  }

  override serializeObjectExpression(node: ObjectExpressionNode): string {
    if (node.properties.length === 0) return '{}';
    return `{\n${node.properties.map((property) => this.serializeProperty(property)).join('')}}`;
  }

  override serializeProperty(node: PropertyNode): string {
    const optional = node instanceof ColumnPropertyNode && node.isOptional ? '?' : '';
    const key = this.propertyKey(node.key);
    const head = `  ${key.text}${optional}:`;
    const { text, isFinal } = this.#propertyType(head, node.value);
    const pragma = isFinal && key.isFinal ? '' : `  ${PRETTIER_IGNORE}\n`;
    return `${node.comment ?? ''}${pragma}${head}${text};\n`;
  }

  /** A union breaks into one member per line, as every version of prettier has it where it fits in no line at all. */
  override serializeAliasDeclaration(node: AliasDeclarationNode): string {
    if (node.body.type !== 'UnionExpression') return super.serializeAliasDeclaration(node);
    const flat = this.flat(node.body);
    if (fits(`export type ${node.id.name} = ${flat};`) === true) return `type ${node.id.name} = ${flat};`;
    return `type ${node.id.name} =${brokenUnion(
      node.body.args.map((member) => this.#member(member)),
      '  ',
    )};`;
  }

  /** One import per line of names where they do not fit in one; a single name never breaks. */
  override serializeImportStatement(node: ImportStatementNode): string {
    const names = node.imports.map((clause) => this.serializeImportClause(clause));
    const from = textLiteral(node.moduleName);
    const flat = `import type { ${names.join(', ')} } from ${from};`;
    if (names.length === 1 || fits(flat) === true) return flat;
    return `import type {\n${names.map((name) => `  ${name},\n`).join('')}} from ${from};`;
  }

  /** A type in one line. */
  flat(node: ExpressionNode): string {
    const known = this.#flat.get(node);
    if (known !== undefined) return known;
    const text = this.serializeExpression(node);
    this.#flat.set(node, text);
    return text;
  }

  /** A property's name; most names stand in several interfaces. */
  propertyKey(key: string): LaidOut {
    const known = this.#keys.get(key);
    if (known) return known;
    const isPlain = PLAIN_KEY.test(key);
    const needsQuotes = !isPlain || BEYOND_BASIC_PLANE.test(key);
    const laidOut = { text: needsQuotes ? textLiteral(key) : key, isFinal: !(isPlain && needsQuotes) };
    this.#keys.set(key, laidOut);
    return laidOut;
  }

  #member(node: ExpressionNode): string {
    return node instanceof OverrideNode && node.shape === 'operator' ? `(${this.flat(node)})` : this.flat(node);
  }

  /** What follows a property's colon; `isFinal` where prettier is sure to leave it so. */
  #propertyType(head: string, node: ExpressionNode): LaidOut {
    const flat = this.flat(node);
    const isOurs = !holdsForeignText(node);
    const room = fits(`${head} ${flat};`);
    if (room === true || !isOurs) return { text: ` ${flat}`, isFinal: isOurs };
    if (node.type === 'Identifier') return { text: ` ${flat}`, isFinal: true };
    if (node.type === 'GenericExpression') return this.#brokenGeneric(node, room === false);
    if (node.type !== 'UnionExpression') return { text: ` ${flat}`, isFinal: false };
    return {
      text: brokenUnion(
        node.args.map((member) => this.#member(member)),
        '    ',
      ),
      isFinal: false,
    };
  }

  #brokenGeneric(node: GenericExpressionNode, isFinal: boolean): LaidOut {
    const [only] = node.args;
    if (node.args.length === 1 && only && staysInLine(only)) return { text: ` ${this.flat(node)}`, isFinal: true };
    const lines = node.args.map((argument) => `    ${this.flat(argument)}`);
    const allFit = lines.every((line) => fits(`${line},`) === true);
    return { text: ` ${node.name}<\n${lines.join(',\n')}\n  >`, isFinal: isFinal && allFit };
  }
}

/** A piece of source; `isFinal` where prettier is sure to leave it so. */
export interface LaidOut {
  readonly text: string;
  readonly isFinal: boolean;
}

/** prettier breaks no type arguments that are one name, or one name that is no keyword and null. */
function staysInLine(argument: ExpressionNode): boolean {
  if (argument.type !== 'UnionExpression') return argument.type === 'Identifier';
  const [name, other, ...more] = argument.args;
  if (name?.type !== 'Identifier' || other?.type !== 'Identifier' || more.length > 0) return false;
  return !KEYWORDS.has(name.name) && other.name === 'null';
}

const KEYWORDS: ReadonlySet<string> = new Set(['bigint', 'boolean', 'number', 'string']);

function brokenUnion(members: readonly string[], indent: string): string {
  return members.map((member) => `\n${indent}| ${member}`).join('');
}

function needsParentheses(element: ExpressionNode): boolean {
  return element instanceof OverrideNode && (element.shape === 'operator' || element.shape === 'union');
}

/** Whether a type somewhere holds text whose layout is not ours. */
function holdsForeignText(node: ExpressionNode): boolean {
  switch (node.type) {
    case 'RawExpression':
      return !(node instanceof OverrideNode && node.shape === 'plain');
    case 'UnionExpression':
    case 'GenericExpression':
      return node.args.some(holdsForeignText);
    case 'ArrayExpression':
      return holdsForeignText(node.values);
    default:
      return false;
  }
}
