import type { TypeRef } from '@rowpact/model';
import type { CatalogQuery } from '../catalog/catalog-query.js';
import type { CatalogColumn } from '../catalog/read-columns.js';
import { readTypeTable } from '../catalog/type-table.js';
import type { AnsweredColumn } from './answer.js';
import type { CatalogFacts } from './catalog-facts.js';
import type { ReadColumn, Reading } from './read-statement.js';

/** Says what a type of an answer is. */
export type TypeNamer = (type: number, typmod: number, dimensions: number) => TypeRef;

/** `record`: what stands for the row type of a temporary table that is gone again. */
const RECORD = 2249;

/** Reads the types of all parameters and result columns at once. */
export async function readResultTypes(
  query: CatalogQuery,
  answers: readonly Pick<Reading, 'parameters' | 'columns'>[],
  facts: CatalogFacts,
): Promise<TypeNamer> {
  const known = (type: number): number => (facts.type(type) ? type : RECORD);
  const uses = new Map<string, CatalogColumn>();
  const add = (type: number, typmod: number, dimensions: number): void => {
    const use = columnOf(known(type), typmod, dimensions);
    uses.set(`${use.type} ${typmod} ${dimensions}`, use);
  };
  for (const answer of answers) {
    for (const type of answer.parameters) add(type, -1, 0);
    for (const column of answer.columns) {
      const [type, typmod] = typeOfColumn(column, facts);
      add(type, typmod, dimensionsOf(column, facts));
    }
  }
  const table = await readTypeTable(query, new Map([[0, [...uses.values()]]]));
  return (type, typmod, dimensions) => table.ofColumn(columnOf(known(type), typmod, dimensions));
}

/** A column's type and modifier. The protocol says a domain's base, whose modifier the domain has in itself. */
export function typeOfColumn(column: ReadColumn, facts: CatalogFacts): readonly [type: number, typmod: number] {
  const { declared, type, typmod } = column;
  return declared !== null && facts.type(declared)?.base ? [declared, -1] : [type, typmod];
}

/** The dimensions that the source column declares; 0 where it declares none. */
export function dimensionsOf({ relation, attnum }: AnsweredColumn, facts: CatalogFacts): number {
  return Math.min(7, facts.relation(relation)?.columns.get(attnum)?.dimensions ?? 0);
}

/** The type table asks for columns; of these only the type is looked at. */
function columnOf(type: number, typmod: number, dimensions: number): CatalogColumn {
  return { attnum: 0, name: '', type, typmod, dimensions, notNull: false, identity: null, generated: null };
}
