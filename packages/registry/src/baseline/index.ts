export { baselineFile, printBaseline, readBaseline } from './baseline-file.js';
