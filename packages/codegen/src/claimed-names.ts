import { displayName, FailureError, partsOf, type Failure, type TypeId } from '@rowpact/model';
import { HELPER_NAMES } from './helper-declarations.js';
import type { OverrideImport } from './nodes.js';
import type { NamedRelation } from './relation-interfaces.js';
import { enumSchemaNameOf, schemaNameOf, typeNameOf, valuesNameOf } from './type-names.js';

/** Built-in types that modules mention: a type of the same name would stand in their place. */
const GLOBAL_NAMES = ['Buffer', 'Date', 'Uint8Array'];
const KYSELY_NAMES = ['ColumnType', 'Database', 'Generated', 'GeneratedAlways'];
const SUFFIXES = ['Row', 'Insert', 'Update'];

/** Who wants a name, in words, and how that can be changed; null where it cannot. */
interface Claim {
  readonly who: string;
  readonly remedy: string | null;
}

/** What a module wants to declare or import. */
export interface WantedNames {
  readonly consumer: string;
  readonly relations: readonly NamedRelation[];
  readonly enums: readonly TypeId[];
  readonly imports: readonly OverrideImport[];
  readonly kysely: boolean;
  readonly zod: boolean;
}

/**
 * Refuses a module in which two things would have one name (`name-clash`, all of them in one error). The built-in and our
 * own names are taken whether this module needs them or not: a name must not depend on what else is there.
 */
export function refuseNameClashes(wanted: WantedNames): void {
  const claims = new Map<string, Claim>();
  const failures: Failure[] = [];
  const claim = (name: string, by: Claim): void => {
    const other = claims.get(name);
    if (other) failures.push(clash(name, other, by, wanted.consumer));
    else claims.set(name, by);
  };
  for (const name of GLOBAL_NAMES) claim(name, { who: `the built-in type ${name}`, remedy: null });
  for (const name of HELPER_NAMES) claim(name, { who: `rowpact's own type ${name}`, remedy: null });
  if (wanted.kysely) for (const name of KYSELY_NAMES) claim(name, { who: `Kysely's ${name}`, remedy: null });
  for (const from of wanted.imports) {
    const isKyselysOwn = wanted.kysely && from.from === 'kysely' && KYSELY_NAMES.includes(from.name);
    if (!isKyselysOwn) claim(from.name, importClaim(from));
  }
  for (const id of wanted.enums) enumClaims(id).forEach(([name, by]) => claim(name, by));
  for (const relation of wanted.relations) {
    const names = [...SUFFIXES, ...(wanted.kysely ? ['Table'] : [])].map((suffix) => relation.base + suffix);
    const taken = names.find((name) => claims.has(name));
    // One report for a relation, not one for each of its interfaces.
    for (const name of taken === undefined ? names : [taken]) claim(name, relationClaim(relation));
  }
  // Where types clash, their schemas do too: that is said once.
  if (wanted.zod && failures.length === 0) failures.push(...schemaClashes(wanted));
  const [first, ...others] = failures;
  if (first) throw new FailureError(first, ...others);
}

/** Types that differ in their first letter only, `player` and `Player`, have schemas of one name. */
function schemaClashes({ consumer, relations, enums }: WantedNames): readonly Failure[] {
  const wanted = [
    ...enums.map((id) => [enumSchemaNameOf(typeNameOf(partsOf(id))), enumClaim(id)] as const),
    ...relations.map((named) => [schemaNameOf(`${named.base}Row`), relationClaim(named)] as const),
  ];
  const claims = new Map<string, Claim>();
  return wanted.flatMap(([name, by]) => {
    const other = claims.get(name);
    if (other) return [clash(name, other, by, consumer)];
    claims.set(name, by);
    return [];
  });
}

function relationClaim({ relation }: NamedRelation): Claim {
  const key = displayName(relation.id);
  return { who: `the ${relation.kind} ${key}`, remedy: `set \`relations.${key}.name\` to another base name` };
}

function enumClaim(id: TypeId): Claim {
  const key = displayName(id);
  return { who: `the enum ${key}`, remedy: `give \`generate.types.${key}\` a type of your own` };
}

function enumClaims(id: TypeId): readonly (readonly [string, Claim])[] {
  const by = enumClaim(id);
  const name = typeNameOf(partsOf(id));
  return [
    [name, by],
    [valuesNameOf(name), by],
  ];
}

function importClaim({ from, name }: OverrideImport): Claim {
  return { who: `the import of ${name} from ${from}`, remedy: `re-export ${name} under another name and import that` };
}

function clash(name: string, first: Claim, second: Claim, consumer: string): Failure {
  const remedies = [second.remedy, first.remedy].filter((remedy) => remedy !== null);
  const hint = `In the contract of ${consumer}, ${remedies.join(', or ')}.`;
  return {
    code: 'name-clash',
    message: `${first.who} and ${second.who} would both be called ${name} in the types of ${consumer}`,
    hint,
  };
}
