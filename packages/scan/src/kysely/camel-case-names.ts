const CAMEL_CASE = /[a-z0-9][A-Z]/;

/**
 * Whether a query names a table or column in camelCase. Names that it gives itself (`as "playerCount"`) do not count: these are
 * written so where the database knows no camelCase, too.
 */
export function namesThingsInCamelCase(query: object): boolean {
  const named = new Set<string>();
  const given = new Set<string>();
  collect(query, named, given);
  return [...named].some((name) => CAMEL_CASE.test(name) && !given.has(name));
}

function collect(node: unknown, named: Set<string>, given: Set<string>): void {
  const pending: unknown[] = [node];
  while (pending.length > 0) {
    const each = pending.pop();
    if (typeof each !== 'object' || each === null) continue;
    const { kind, alias, name, ...others } = each as Readonly<Record<string, unknown>>; // nodes are plain objects
    if (kind === 'ValueNode' || kind === 'PrimitiveValueListNode') continue;
    if (kind === 'IdentifierNode' && typeof name === 'string') named.add(name);
    if (kind === 'AliasNode') addText(alias, given);
    else pending.push(alias);
    if (kind === 'CommonTableExpressionNameNode')
      addText((others['table'] as TableNode | undefined)?.table?.identifier, given);
    pending.push(name, ...Object.values(others));
  }
}

/** The name of a common table expression. */
interface TableNode {
  readonly table?: { readonly identifier?: unknown };
}

function addText(identifier: unknown, texts: Set<string>): void {
  const { name } = (identifier ?? {}) as { readonly name?: unknown }; // an identifier's node
  if (typeof name === 'string') texts.add(name);
}
