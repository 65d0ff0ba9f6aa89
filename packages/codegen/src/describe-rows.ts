import { type Contract, type RelationId, type Snapshot } from '@rowpact/model';
import { contractedRelations } from './contracted-relations.js';
import { settingsOf } from './settings-of.js';
import { RowSerializer } from './row-serializer.js';
import { TypeMapper } from './type-mapper.js';
import { readOverrides } from './type-overrides.js';

/** How a relation's row would look in a consumer's generated module. */
export interface RowShape {
  /** The row interface's name, such as `PlayersRow`. */
  readonly name: string;
  /** Whether the module as the contract stands declares it. */
  readonly declared: boolean;
  /** Columns that the declared row has; empty where none is declared. */
  readonly exposed: readonly string[];
  /** Every column of the relation: TypeScript for what a read answers, and whether that includes null. */
  readonly columns: ReadonlyMap<string, { readonly type: string; readonly nullable: boolean }>;
}

/**
 * The row of every relation in the schema as this consumer's driver reads it, whether its contract names it or not. Same
 * failures as `generateModule`.
 * @param contract one that takes generated types (`generate` set).
 */
export function describeRows(contract: Contract, snapshot: Snapshot): ReadonlyMap<RelationId, RowShape> {
  const settings = settingsOf(contract);
  const overrides = readOverrides(contract.consumer, settings);
  const mapper = new TypeMapper(snapshot, settings, overrides);
  const serializer = new RowSerializer();
  const declared = rowsOf(contract, settings, snapshot);
  const everything = rowsOf({ ...contract, relations: wholeRelations(contract, snapshot) }, settings, snapshot);
  return new Map(
    everything.map(({ relation, base, columns }) => {
      const own = declared.find((one) => one.relation.id === relation.id);
      const types = columns.row.map((column) => {
        const type = serializer.flat(mapper.column(relation.id, column).read);
        return [column.name, { type, nullable: column.nullable }] as const;
      });
      const exposed = own?.columns.row.map(({ name }) => name) ?? [];
      return [
        relation.id,
        { name: `${base}Row`, declared: own !== undefined, exposed, columns: new Map(types) },
      ] as const;
    }),
  );
}

function rowsOf(contract: Contract, settings: NonNullable<Contract['generate']>, snapshot: Snapshot) {
  return contractedRelations(contract, settings, snapshot, () => false).relations;
}

/** Every relation with all its columns, under the name that the contract gives it. */
function wholeRelations({ relations }: Contract, snapshot: Snapshot): Contract['relations'] {
  const named = new Map(relations.map(({ relation, name }) => [relation, name]));
  return snapshot.relations.map(({ id }) => ({
    ...{ relation: id, name: named.get(id) ?? null },
    ...{ wildcard: true, read: [], write: [], keep: [], expose: 'all' as const },
  }));
}
