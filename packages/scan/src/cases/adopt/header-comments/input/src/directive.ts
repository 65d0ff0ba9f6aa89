'use server';

export interface Team {
  id: number;
  name: string;
}
