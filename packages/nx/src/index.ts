export { consumerGenerator, type ConsumerOptions } from './generators/consumer.js';
export { deprecateGenerator, type DeprecateGeneratorOptions } from './generators/deprecate.js';
export { initGenerator, type InitGeneratorOptions } from './generators/init.js';
export { migrationGenerator, type MigrationGeneratorOptions } from './generators/migration.js';
export { producerGenerator, type ProducerOptions } from './generators/producer.js';
export { rowTypesGenerator, type RowTypesOptions } from './generators/row-types.js';
