export { readOutline } from './read-outline.js';
export type { ContractOutline, ProducerOutline, RegistryOutline, SourceOutline } from './registry-outline.js';
export { type SchemaSlicer, schemaSlicer } from './schema-slice.js';
