export * from './generated-module.js';
export { generateModule } from './generate-module.js';
