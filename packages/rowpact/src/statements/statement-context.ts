import type { Deprecation } from '@rowpact/model';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import type { RowpactOptions } from '../options.js';
import type { ProducerSchema } from '../producer-schema.js';

/** What the statements of a producer's consumers are looked at with. */
export interface StatementContext {
  readonly registry: Registry;
  readonly producer: RegisteredProducer;
  readonly schema: ProducerSchema;
  readonly announced: readonly Deprecation[];
  readonly options: RowpactOptions;
}
