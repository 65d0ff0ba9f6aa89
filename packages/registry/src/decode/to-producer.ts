import {
  byCodeUnit,
  DEFAULT_POLICY,
  type ExtensionStub,
  type GatePolicy,
  type Producer,
  type ProducerSource,
} from '@rowpact/model';
import type { ProducerDocument } from '../schema/producer-schema.js';
import { normalPath } from './relative-path.js';

/** A checked `producer.yaml` as the model has it: paths in one spelling, stubs sorted by extension. */
export function toProducer(document: ProducerDocument): Producer {
  return {
    name: document.producer,
    description: document.description ?? null,
    owners: document.owners ?? [],
    source: toSource(document.schema),
    extensions: [...(document.extensions ?? [])].map(toStub).sort((a, b) => byCodeUnit(a.extension, b.extension)),
    policy: toPolicy(document.policy),
  };
}

function toSource({ migrations, file, database }: ProducerDocument['schema']): ProducerSource {
  if (file !== undefined) return { kind: 'schema file', file: normalPath(file) };
  if (database !== undefined) return { kind: 'database', urlVariable: database.env };
  if (migrations === undefined) throw new TypeError('a producer without a source passed its rules');
  const settings = typeof migrations === 'string' ? { folder: migrations } : migrations;
  return {
    kind: 'migrations',
    folder: normalPath(settings.folder),
    ignore: settings.ignore ?? [],
    order: settings.order?.map(normalPath) ?? null,
    placeholders: Object.fromEntries(settings.placeholders ?? []),
  };
}

function toStub([extension, stub]: readonly [
  string,
  { readonly types?: readonly string[] | undefined; readonly functions?: readonly string[] | undefined },
]): ExtensionStub {
  return { extension, types: stub.types ?? [], functions: stub.functions ?? [] };
}

function toPolicy(policy: ProducerDocument['policy']): GatePolicy {
  const levels = [...(policy?.levels ?? [])].sort(([left], [right]) => byCodeUnit(left, right));
  return {
    drops: policy?.drops ?? DEFAULT_POLICY.drops,
    graceDays: policy?.grace_days ?? DEFAULT_POLICY.graceDays,
    rollbackVersions: policy?.rollback_versions ?? DEFAULT_POLICY.rollbackVersions,
    levels: Object.fromEntries(levels),
    approvers: policy?.approvers ?? DEFAULT_POLICY.approvers,
  };
}
