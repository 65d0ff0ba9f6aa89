export { renderConsumersPage } from './render-consumers-page.js';
export type { ConsumersPage } from './render-consumers-page.js';
