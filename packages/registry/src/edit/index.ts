export { editYaml } from './edit-yaml.js';
export { YamlEditError } from './yaml-edit.js';
export type { YamlEdit, YamlValue } from './yaml-edit.js';
