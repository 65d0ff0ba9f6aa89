import type { RelationId } from '@rowpact/model';
import { readSnapshot, type RegisteredContract, type Registry } from '@rowpact/registry';

/**
 * The relations of the other producers that a consumer uses: a statement about one of them is not about this producer.
 * Their committed snapshots say what they have.
 */
export async function relationsElsewhere(
  { directory, producers }: Registry,
  { contract: { consumer, producer } }: RegisteredContract,
): Promise<ReadonlySet<RelationId>> {
  const others = producers.filter(
    (one) => one.producer.name !== producer && one.contracts.some(({ contract }) => contract.consumer === consumer),
  );
  const snapshots = await Promise.all(others.map((one) => readSnapshot(directory, one.producer.name)));
  return new Set(snapshots.flatMap((snapshot) => snapshot?.relations.map(({ id }) => id) ?? []));
}
