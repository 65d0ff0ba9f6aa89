export interface Paged<Extra> {
  id: number;
  full_name: string;
  extra: Extra;
}

interface Stamped {
  created_at: Date;
}

export interface StampedPlayer extends Stamped {
  id: number;
  full_name: string;
}

export interface Team {
  id: number;
  name: string;
}

export interface Team {
  division: string | null;
}

export class PlayerEntity {
  id!: number;
  full_name!: string;

  get initials(): string {
    return this.full_name.slice(0, 1);
  }
}

export interface AnyPlayer {
  id: number;
  full_name: string;
  [column: string]: unknown;
}

export interface LinkedPlayer {
  id: number;
  full_name: string;
  next(): this;
}

export type Either = { id: number; full_name: string } | { id: number; name: string };

export type Composed = Stamped & { id: number; full_name: string };

export default interface Parent {
  id: number;
  email: string;
}

declare global {
  interface Official {
    id: number;
    referee: string | null;
  }
}
