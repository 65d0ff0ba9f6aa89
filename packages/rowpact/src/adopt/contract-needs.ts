import { displayName, type ContractRelation, type RelationId } from '@rowpact/model';
import type { RegisteredContract } from '@rowpact/registry';
import { editYaml, type YamlEdit } from '@rowpact/registry/edit';
import type { NeededColumns } from '@rowpact/scan';

/**
 * The contract's text with what the adopted types need of the generated rows: a full row is exposed whole, a column that
 * only a type speaks of is kept. The same text where nothing is needed.
 */
export function withNeeds(entry: RegisteredContract, needs: ReadonlyMap<RelationId, NeededColumns>): string {
  const edits = [...needs].flatMap(([relation, columns]) => needEdits(entry, relation, columns));
  return edits.length === 0 ? entry.text : editYaml(entry.text, edits);
}

function needEdits(
  { contract, pathOf }: RegisteredContract,
  relation: RelationId,
  columns: NeededColumns,
): readonly YamlEdit[] {
  const known = contract.relations.find((one) => one.relation === relation);
  const path = pathOf({ relation }) ?? ['relations', displayName(relation)];
  if (columns === 'all')
    return exposesAll(known, contract.generate?.expose ?? null) ? [] : [{ path: [...path, 'expose'], set: 'all' }];
  if (exposesAll(known, contract.generate?.expose ?? null)) return [];
  const named = new Set([...(known?.read ?? []), ...(known?.write ?? []), ...(known?.keep ?? [])]);
  const lacking = columns.filter((column) => !named.has(column));
  if (lacking.length === 0) return [];
  return [{ path: [...path, 'keep'], set: [...(known?.keep ?? []), ...lacking] }];
}

function exposesAll(relation: ContractRelation | undefined, general: 'all' | 'contracted' | null): boolean {
  const expose = relation?.expose ?? general;
  return expose === 'all' || (expose === null && (relation?.wildcard ?? false));
}
