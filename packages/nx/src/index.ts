export { rowTypesGenerator, type RowTypesOptions } from './generators/row-types.js';
