import { displayName, fail, parseRelationId, type Location, type RelationId } from '@rowpact/model';
import { entriesOf, itemsOf, valueAt } from '../document/document-path.js';
import { loadYaml } from '../document/load-yaml.js';
import { readYaml } from '../document/yaml-document.js';
import { editYaml } from '../edit/edit-yaml.js';
import { YamlEditError, type YamlValue } from '../edit/yaml-edit.js';
import type { RegisteredContract } from '../registry.js';
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
  try {
    let text = editYaml(entry.text, [{ path: ['relations'], set: plan.relations }]);
    const lost: LostEntry[] = [];
    for (const { key, relation, value } of plan.gone) {
      const without = editYaml(text, [{ path: ['relations', key], remove: true, comment: true }]);
      const found = lostWith(value, text, without);
      if (found) lost.push({ relation, location: entry.locate({ relation }), ...found });
      text = without;
    }
    return { text, difference, lost };
  } catch (error) {
    if (!(error instanceof YamlEditError)) throw error;
    return cannotEdit(entry, error);
  }
}

interface UpdatePlan {
  /** The map as it is to be, but for the entries that go: those still stand in it. */
  readonly relations: Readonly<Record<string, YamlValue>>;
  readonly gone: readonly { readonly key: string; readonly relation: RelationId; readonly value: unknown }[];
}

function planUpdate(document: unknown, used: ReadonlyMap<RelationId, RelationUse>): UpdatePlan {
  const entries: (readonly [string, YamlValue])[] = [];
  const gone: UpdatePlan['gone'][number][] = [];
  const known = new Set<RelationId>();
  for (const [key, value] of entriesOf(valueAt(document, ['relations']))) {
    const relation = parseRelationId(key);
    if (relation === null) throw new TypeError(`a name that is none passed the rules: ${key}`);
    known.add(relation);
    const use = used.get(relation);
    const stays = use !== undefined || itemsOf(valueAt(value, ['keep'])).length > 0;
    if (!stays) gone.push({ key, relation, value });
    entries.push([key, stays ? updatedRelationValue(value, use ?? UNUSED) : (value as YamlValue)]); // what YAML was read to
  }
  for (const use of used.values())
    if (!known.has(use.relation)) entries.push([displayName(use.relation), newRelationValue(use)]);
  return { relations: Object.fromEntries(entries), gone };
}

const UNUSED = { wildcard: false, read: [], write: [] };

function lostWith(value: unknown, before: string, after: string): Omit<LostEntry, 'relation' | 'location'> | null {
  const [name, expose] = [valueAt(value, ['name']), valueAt(value, ['expose'])];
  const left = commentsOf(after);
  const comments = commentsOf(before).filter((comment) => {
    const at = left.indexOf(comment);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  if (name === undefined && expose === undefined && comments.length === 0) return null;
  return {
    name: typeof name === 'string' ? name : null,
    expose: typeof expose === 'string' ? expose : null,
    comments,
  };
}

/** The lexer puts a mark before each scalar, so that one which starts with a number sign is no comment. */
function commentsOf(text: string): string[] {
  const tokens = [...new (loadYaml().Lexer)().lex(text)];
  return tokens.filter((token, index) => token.startsWith('#') && tokens[index - 1] !== SCALAR);
}

const SCALAR = '\u001f';

function cannotEdit(entry: RegisteredContract, error: YamlEditError): never {
  return fail({
    code: 'registry-invalid',
    message: `relations: cannot be brought up to date as the file is written: ${error.message}`,
    hint: 'Write `relations:` as a plain block, an entry per relation, and run the command again.',
    location: entry.locate(['relations']),
  });
}
