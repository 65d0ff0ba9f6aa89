import { relationId, type FunctionInfo } from '@rowpact/model';
import { COMPILED, isForCompiledOnly } from './compiled-code.js';
import { plainStep, type Loss, type Step } from './restore-step.js';

/**
 * An aggregate over a transition function that is made up, in `pg_catalog`, where it is no part of the schema. Its own is
 * not in the snapshot, nor is its state's type.
 */
export function aggregateStep(info: FunctionInfo, number: number, loss: Loss): Step {
  const parts = partsOf(info, number);
  const opaque = plainStep(opaqueState(info, parts), loss);
  if (info.returns === 'record') return opaque;
  const body = `plpgsql IMMUTABLE AS 'BEGIN RETURN NULL; END'`;
  const step = ownState(info, parts, isForCompiledOnly(info) ? COMPILED : body);
  return { ...plainStep(step, loss), weaker: { step: opaque, loss: null } };
}

interface AggregateParts {
  readonly transition: string;
  readonly final: string;
  /** The whole list as CREATE AGGREGATE takes it. */
  readonly list: string;
  /** Those arguments that each row brings, with a comma before them. */
  readonly perRow: string;
  readonly returns: string;
}

function partsOf({ arguments: list, returns }: FunctionInfo, number: number): AggregateParts {
  // Ordered-set aggregates print their direct arguments, ORDER BY, and the aggregated ones.
  const aggregated = /(?:^|[\s\S]* )ORDER BY ([\s\S]*)$/.exec(list)?.[1] ?? list;
  return {
    transition: `pg_catalog.rowpact_transition_${String(number)}`,
    final: `pg_catalog.rowpact_final_${String(number)}`,
    list: list === '' ? '*' : list,
    perRow: aggregated === '' ? '' : `, ${aggregated}`,
    returns: returns ?? 'void',
  };
}

/** The state is of the result's type. */
function ownState(info: FunctionInfo, parts: AggregateParts, implementation: string): string {
  const { transition, list, perRow, returns } = parts;
  return `CREATE FUNCTION ${transition}(${returns}${perRow}) RETURNS ${returns} LANGUAGE ${implementation};
    CREATE AGGREGATE ${relationId(info.schema, info.name)}(${list}) (SFUNC = ${transition}, STYPE = ${returns})`;
}

/** For results that no state can have, such as `record`. */
function opaqueState(info: FunctionInfo, { transition, final, list, perRow, returns }: AggregateParts): string {
  return `CREATE FUNCTION ${transition}(internal${perRow}) RETURNS internal LANGUAGE ${COMPILED};
    CREATE FUNCTION ${final}(internal) RETURNS ${returns} LANGUAGE ${COMPILED};
    CREATE AGGREGATE ${relationId(info.schema, info.name)}(${list})
      (SFUNC = ${transition}, STYPE = internal, FINALFUNC = ${final})`;
}
