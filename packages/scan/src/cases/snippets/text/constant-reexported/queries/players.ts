export { text as ROSTER } from './texts';
