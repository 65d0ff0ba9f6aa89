import { A } from './input';
export const B: string = A;
