import type { MissingReference } from '@rowpact/codegen';
import { displayName, type Finding, type Location } from '@rowpact/model';
import type { ContractPlace, RegisteredContract } from '@rowpact/registry';

/** What a contract names and the schema lacks, as findings that point at the very line of the contract. */
export function missingReferences(
  { contract, path, locate }: RegisteredContract,
  missing: readonly MissingReference[],
): readonly Finding[] {
  const { producer, consumer } = contract;
  return missing.map((reference): Finding => {
    const base = { producer, consumer, nearest: reference.nearest };
    const at = (place: ContractPlace): Location => ({ ...locate(place), file: path });
    switch (reference.kind) {
      case 'column': {
        const relation = displayName(reference.relation);
        const location = at({ relation: reference.relation, column: reference.column });
        return { ...base, kind: 'contract-column-missing', relation, column: reference.column, location };
      }
      case 'relation': {
        const location = at({ relation: reference.relation });
        return { ...base, kind: 'contract-relation-missing', relation: displayName(reference.relation), location };
      }
      case 'override': {
        const location = at({ override: reference.target });
        return { ...base, kind: 'contract-override-missing', target: displayName(reference.target), location };
      }
      default:
        return reference satisfies never;
    }
  });
}
