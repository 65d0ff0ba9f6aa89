import { active } from './steps.js';

export const names = () => active.select('name').execute();
