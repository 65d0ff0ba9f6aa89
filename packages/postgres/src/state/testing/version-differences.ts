import type { CatalogDetails, Privilege, RoutineDetail } from '@rowpact/model';

/**
 * What is left of the details for a comparison with those from a server of this version; both sides go through it. These
 * are all the differences there are:
 * - before 17 there is no privilege MAINTAIN;
 * - before 14 procedures print no `IN` before their arguments.
 */
export function comparableWith(major: number, details: CatalogDetails): CatalogDetails {
  const privilegesOf = (privileges: readonly Privilege[]): readonly Privilege[] =>
    major < 17 ? privileges.filter(({ privilege }) => privilege !== 'MAINTAIN') : privileges;
  return {
    ...details,
    relations: details.relations.map((relation) => ({ ...relation, privileges: privilegesOf(relation.privileges) })),
    routines: details.routines.map((routine) => (major < 14 ? withoutIn(routine) : routine)),
  };
}

function withoutIn(routine: RoutineDetail): RoutineDetail {
  return { ...routine, arguments: routine.arguments.replace(/(^|, )IN /g, '$1') };
}
