import {
  canonicalJson,
  quoteIdentifier,
  type Column,
  type FunctionInfo,
  type Relation,
  type Snapshot,
} from '@rowpact/model';
import { signatureOf } from './function-ddl.js';
import type { Loss } from './restore-step.js';

/**
 * What a restored database lacks or has otherwise. Texts of expressions and definitions are not compared: PostgreSQL took
 * each one as it is, and its versions print them differently. Neither are the kind of foreign tables and the versions of
 * extensions, which are known to differ.
 */
export function differences(expected: Snapshot, restored: Snapshot): readonly Loss[] {
  return [
    ...compared(expected.relations, restored.relations, (relation) => relation.id, relationFacts),
    ...compared(
      expected.enums,
      restored.enums,
      (type) => type.id,
      (type) => ({ labels: type.labels }),
    ),
    ...compared(
      expected.composites,
      restored.composites,
      (type) => type.id,
      (type) => ({ attributes: type.attributes }),
    ),
    ...compared(
      expected.ranges,
      restored.ranges,
      (type) => type.id,
      ({ subtype, multirange }) => ({ subtype, ...(multirange !== null && { multirange }) }),
    ),
    ...compared(
      expected.domains,
      restored.domains,
      (type) => type.id,
      (type) => ({
        base: type.base,
        'NOT NULL': type.notNull,
        default: type.default !== null,
        checks: namesOf(type.checks),
      }),
    ),
    ...comparedFunctions(expected.functions, restored.functions),
  ];
}

type Facts = Readonly<Record<string, unknown>>;

function compared<T>(
  expected: readonly T[],
  restored: readonly T[],
  idOf: (value: T) => string,
  factsOf: (value: T) => Facts,
): readonly Loss[] {
  const found = new Map(restored.map((value) => [idOf(value), value]));
  return expected.flatMap((value): readonly Loss[] => {
    const id = idOf(value);
    const other = found.get(id);
    if (other === undefined) return [{ of: id, text: `${id} is missing` }];
    const facts = factsOf(value);
    const others = factsOf(other);
    const names = Object.keys(facts).filter((name) => canonicalJson(facts[name]) !== canonicalJson(others[name]));
    return names.length === 0 ? [] : [{ of: id, text: `${id} is not as in the snapshot: ${names.join(', ')}` }];
  });
}

function relationFacts(relation: Relation): Facts {
  const facts: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  facts['its kind'] = relation.kind === 'foreign table' ? 'table' : relation.kind;
  facts['its columns'] = relation.columns.map(({ name }) => name);
  for (const column of relation.columns) {
    for (const [name, fact] of Object.entries(columnFacts(column)))
      facts[`${name} of ${quoteIdentifier(column.name)}`] = fact;
  }
  facts['its primary key'] = relation.primaryKey && { ...relation.primaryKey, definition: '' };
  facts['its unique constraints'] = relation.uniques.map((key) => ({ ...key, definition: '' }));
  facts['its unique indexes'] = relation.uniqueIndexes.map((index) => ({ ...index, definition: '' }));
  facts['its foreign keys'] = relation.foreignKeys.map((key) => ({ ...key, definition: '' }));
  facts['its checks'] = namesOf(relation.checks);
  facts['its exclusions'] = namesOf(relation.exclusions);
  facts['its parents'] = [relation.partitionOf?.parent, relation.inherits];
  return facts;
}

function columnFacts(column: Column): Facts {
  const { type, identity, generated } = column;
  return {
    'the type': type,
    'the nullability': column.nullable,
    'the default': column.default !== null,
    'the identity': identity,
    'the generation': generated?.kind ?? null,
    'the writability': column.writable,
  };
}

function comparedFunctions(expected: readonly FunctionInfo[], restored: readonly FunctionInfo[]): readonly Loss[] {
  const facts = ({ kind, returns, language, volatility, strict }: FunctionInfo): Facts => ({
    'its kind': kind,
    'its result': returns,
    'its language': language,
    'its volatility': volatility,
    'its strictness': strict,
  });
  const found = new Map(restored.map((info) => [functionId(info), info]));
  return expected.flatMap((info) => {
    const other = found.get(functionId(info));
    const signature = signatureOf(info);
    return compared([info], other ? [other] : [], () => signature, facts);
  });
}

/** What PostgreSQL tells functions apart by; before version 14 it prints no IN before the arguments of procedures. */
function functionId({ schema, name, identityArguments }: FunctionInfo): string {
  return JSON.stringify([schema, name, identityArguments.replace(/(^|, )IN /g, '$1')]);
}

function namesOf(values: readonly { readonly name: string }[]): readonly string[] {
  return values.map(({ name }) => name);
}
