import {
  byCodeUnit,
  displayName,
  FailureError,
  type ColumnId,
  type Failure,
  type GenerateSettings,
  type TypeId,
  type TypeOverride,
} from '@rowpact/model';
import type { ExpressionNode } from './kysely-codegen.js';
import { mentions, overrideNode } from './override-type.js';

/** An override, read and checked. */
export interface OverriddenTypes {
  readonly read: ExpressionNode;
  readonly write: ExpressionNode;
}

export interface TypeOverrides {
  readonly types: ReadonlyMap<TypeId, OverriddenTypes>;
  readonly columns: ReadonlyMap<ColumnId, OverriddenTypes>;
}

/** Reads the overrides of one consumer; every one that cannot be used is a failure (`override-invalid`), all in one error. */
export function readOverrides(consumer: string, settings: GenerateSettings): TypeOverrides {
  const failures: Failure[] = [...importClashes(consumer, [...settings.types, ...settings.columns])];
  const types = readAll(consumer, 'types', settings.types, failures);
  const columns = readAll(consumer, 'columns', settings.columns, failures);
  const [first, ...more] = failures;
  if (first) throw new FailureError(first, ...more);
  return { types, columns };
}

function readAll<Id extends TypeId | ColumnId>(
  consumer: string,
  list: 'types' | 'columns',
  overrides: readonly TypeOverride<Id>[],
  failures: Failure[],
): ReadonlyMap<Id, OverriddenTypes> {
  const read = new Map<Id, OverriddenTypes>();
  for (const override of overrides) {
    const setting = `generate.${list}.${displayName(override.target)}`;
    try {
      if (read.has(override.target)) throw repeated(consumer, setting);
      read.set(override.target, readOne(consumer, setting, override));
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      failures.push(...error.failures);
    }
  }
  return read;
}

function readOne(consumer: string, setting: string, override: TypeOverride<TypeId | ColumnId>): OverriddenTypes {
  const place = { consumer, setting };
  const read = overrideNode(override.type, override.import, place);
  const write = override.write === null ? read : overrideNode(override.write, override.import, place);
  if (override.import && !mentions(`${override.type} ${override.write ?? ''}`, override.import.name)) {
    throw invalid(
      `${setting} of ${consumer} imports ${override.import.name}, which its type does not use`,
      'Use the imported name in `type` or `write`, or leave the import out.',
    );
  }
  return { read, write };
}

function repeated(consumer: string, setting: string): FailureError {
  return invalid(`${setting} of ${consumer} stands there twice`, 'Keep one of the two.');
}

function invalid(message: string, hint: string): FailureError {
  return new FailureError({ code: 'override-invalid', message, hint });
}

/** One name can be imported from one module only. */
function importClashes(consumer: string, overrides: readonly TypeOverride<TypeId | ColumnId>[]): readonly Failure[] {
  const modules = new Map<string, Set<string>>();
  for (const { import: from } of overrides) {
    if (from) modules.set(from.name, (modules.get(from.name) ?? new Set()).add(from.from));
  }
  return [...modules].flatMap(([name, from]) =>
    from.size === 1
      ? []
      : {
          code: 'override-invalid' as const,
          message: `overrides of ${consumer} import ${name} from ${[...from].sort(byCodeUnit).join(' and from ')}`,
          hint: 'Re-export one of them under another name and import that.',
        },
  );
}
