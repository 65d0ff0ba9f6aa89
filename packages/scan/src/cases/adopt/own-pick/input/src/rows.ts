export type Pick = 'first' | 'second';

export interface Team {
  id: number;
  name: string;
}
