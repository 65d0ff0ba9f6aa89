export { rowTypesGenerator, type RowTypesOptions } from './generators/row-types.js';
export { initGenerator, type InitGeneratorOptions } from './generators/init.js';
