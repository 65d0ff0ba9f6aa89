export { findRegistry } from './find-registry.js';
export { readRegistry } from './read/read-registry.js';
export { registrySchemaFiles } from './schema/schema-files.js';
export type { DocumentPath } from './document/document-path.js';
export type { RegisteredContract, RegisteredProducer, Registry, RegistryFile } from './registry.js';
