export type { ConsumersPage } from './consumers-page.js';
export { renderConsumersPage } from './render-consumers-page.js';
