import type { CatalogDetails, Privilege } from '@rowpact/model';

/**
 * What is left of the details for a comparison with those from a server of this version; both sides go through it. These
 * are all the differences there are:
 * - before 17 there is no privilege MAINTAIN.
 */
export function comparableWith(major: number, details: CatalogDetails): CatalogDetails {
  const privilegesOf = (privileges: readonly Privilege[]): readonly Privilege[] =>
    major < 17 ? privileges.filter(({ privilege }) => privilege !== 'MAINTAIN') : privileges;
  return {
    ...details,
    relations: details.relations.map((relation) => ({ ...relation, privileges: privilegesOf(relation.privileges) })),
  };
}
