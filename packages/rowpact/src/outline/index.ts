// `rowpact/outline`: what a host may ask at every turn, such as a build tool that draws up its projects. Loads nothing else.
export {
  type ContractOutline,
  type ProducerOutline,
  readOutline,
  type RegistryOutline,
  type SchemaSlicer,
  schemaSlicer,
  type SourceOutline,
} from '@rowpact/registry/outline';
