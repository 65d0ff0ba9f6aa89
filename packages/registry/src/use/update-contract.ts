import { canonicalJson, displayName, fail, parseRelationId, type Location, type RelationId } from '@rowpact/model';
import { entriesOf, itemsOf, valueAt } from '../document/document-path.js';
import { readYaml } from '../document/yaml-document.js';
import { editYaml } from '../edit/edit-yaml.js';
import { YamlEditError, type YamlValue } from '../edit/yaml-edit.js';
import type { RegisteredContract } from '../registry.js';
import { lostComments } from './lost-comments.js';
import { byRelation, type RelationUse } from './relation-use.js';
import { newRelationValue, updatedRelationValue } from './relation-value.js';
import { useDifference, type UseDifference } from './use-difference.js';

/** A contract brought to what the code uses. */
export interface ContractUpdate {
  /** The new text of the file; the same text where the contract already says what the code uses. */
  readonly text: string;
  readonly difference: UseDifference;
  /** Relations whose entries went although people had written something there. */
  readonly lost: readonly LostEntry[];
}

/** What people had written at a relation that is used no more and keeps no column. */
export interface LostEntry {
  readonly relation: RelationId;
  /** Where it stood. */
  readonly location: Location;
  readonly name: string | null;
  readonly expose: string | null;
  /** Comments above, behind and inside the entry, with their number signs. */
  readonly comments: readonly string[];
}

/**
 * Makes `relations` of a contract say exactly what the code uses. Everything that people write there stays as it is: `name`,
 * `expose`, `keep`, comments, order, and how each list is set. A relation that is used no more goes with its comments,
 * unless it keeps columns.
 */
export function updateContract(entry: RegisteredContract, uses: readonly RelationUse[]): ContractUpdate {
  const used = byRelation(uses);
  const plan = planUpdate(readYaml(entry.text, entry.file).value, used);
  const difference = useDifference(entry.contract.relations, used);
  if (!plan.changes) return { text: entry.text, difference, lost: [] };
  try {
    const kept = editYaml(entry.text, [{ path: ['relations'], drop: plan.gone.map(({ key }) => key) }]);
    const text = editYaml(kept, [{ path: ['relations'], set: plan.relations }]);
    return { text, difference, lost: lostEntries(entry, plan, kept) };
  } catch (error) {
    if (!(error instanceof YamlEditError)) throw error;
    return cannotEdit(entry, error);
  }
}

interface GoneEntry {
  readonly key: string;
  readonly relation: RelationId;
  readonly value: unknown;
}

interface UpdatePlan {
  /** Whether the file says anything else than what it is to say. */
  readonly changes: boolean;
  readonly relations: Readonly<Record<string, YamlValue>>;
  readonly gone: readonly GoneEntry[];
  /** Of the map as it is. */
  readonly keys: readonly string[];
}

function planUpdate(document: unknown, used: ReadonlyMap<RelationId, RelationUse>): UpdatePlan {
  const entries: (readonly [string, YamlValue])[] = [];
  const gone: GoneEntry[] = [];
  const known = new Set<RelationId>();
  const before = entriesOf(valueAt(document, ['relations']));
  const keys = before.map(([key]) => key);
  for (const [key, value] of before) {
    const relation = parseRelationId(key);
    if (relation === null) throw new TypeError(`a name that is none passed the rules: ${key}`);
    known.add(relation);
    const use = used.get(relation);
    const stays = use !== undefined || itemsOf(valueAt(value, ['keep'])).length > 0;
    if (stays) entries.push([key, updatedRelationValue(value, use ?? UNUSED)]);
    else gone.push({ key, relation, value });
  }
  for (const use of used.values())
    if (!known.has(use.relation)) entries.push([displayName(use.relation), newRelationValue(use)]);
  const relations = Object.fromEntries(entries);
  const changes = gone.length > 0 || canonicalJson(relations) !== canonicalJson(Object.fromEntries(before));
  return { changes, relations, gone, keys };
}

const UNUSED = { wildcard: false, read: [], write: [] };

/** @param after the text without the entries */
function lostEntries(entry: RegisteredContract, { gone, keys }: UpdatePlan, after: string): readonly LostEntry[] {
  if (gone.length === 0) return [];
  // By path: finding an entry by the relation it means takes every key apart.
  const placeOf = (key: string): Location => entry.locate(['relations', key]);
  const comments = lostComments(
    entry.text,
    after,
    keys.map((key) => placeOf(key).line ?? 1),
  );
  return gone.flatMap(({ key, relation, value }): readonly LostEntry[] => {
    const location = placeOf(key);
    const [name, expose] = [textAt(value, 'name'), textAt(value, 'expose')];
    const own = comments.get(location.line ?? 1) ?? [];
    return name === null && expose === null && own.length === 0
      ? []
      : [{ relation, location, name, expose, comments: own }];
  });
}

function textAt(value: unknown, key: string): string | null {
  const text = valueAt(value, [key]);
  return typeof text === 'string' ? text : null;
}

function cannotEdit(entry: RegisteredContract, error: YamlEditError): never {
  return fail({
    code: 'registry-invalid',
    message: `relations: cannot be brought up to date as the file is written: ${error.message}`,
    hint: 'Write `relations:` as a plain block, an entry per relation, and run the command again.',
    location: entry.locate(['relations']),
  });
}
