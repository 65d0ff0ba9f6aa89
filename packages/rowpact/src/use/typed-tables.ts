import { partsOf, type Snapshot, type TableDeclaration } from '@rowpact/model';
import { type FollowOptions, matchRowTypes, type RowTypeMatch, typesByArgument } from '@rowpact/scan';
import type { AnalysedConsumer } from './found-use.js';
import { statementResults } from './statement-results.js';

/** The relations whose rows the code types by hand at its statements: each such type declares which columns the code counts on. */
export async function typedTables(
  consumer: AnalysedConsumer,
  snapshot: Snapshot,
  asking: FollowOptions,
): Promise<readonly TableDeclaration[]> {
  const { entry, scan } = consumer.scanned;
  const { contract } = entry;
  const types = await typesByArgument(asking, scan.statements);
  if (types.length === 0) return [];
  const matches = await matchRowTypes(types, {
    snapshot,
    results: statementResults(consumer),
    // Whether the types are right is not the question here.
    typeOf: () => null,
    generated: contract.generate?.file ?? null,
  });
  return matches.filter(({ rivals, camelCase }) => rivals.length === 0 && !camelCase).map(declarationOf);
}

function declarationOf({ rowType, relation, properties }: RowTypeMatch): TableDeclaration {
  const { schema, name } = partsOf(relation);
  return {
    place: { ...rowType.location, within: rowType.name },
    caller: 'row type',
    schema,
    table: name,
    columns: properties.flatMap(({ property, role, column }) => {
      const named = column ?? (role === 'stale' ? property.name : null);
      return named === null ? [] : [{ name: named, location: property.location }];
    }),
  };
}
