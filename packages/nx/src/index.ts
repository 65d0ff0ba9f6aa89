export { createDependencies } from './plugin/create-dependencies.js';
export { createNodes, createNodes as createNodesV2 } from './plugin/create-nodes.js';
export type { PluginOptions } from './plugin/plugin-options.js';

/** The plugin's name, by which Nx speaks of it. */
export const name = '@rowpact/nx';
