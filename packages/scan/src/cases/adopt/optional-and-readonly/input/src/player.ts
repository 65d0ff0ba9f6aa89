export interface PlayerCard {
  readonly id: number;
  readonly full_name: string;
  jersey_number?: number | null;
  positions: string[];
}

export type Parent = Readonly<{
  id: number;
  tenant_id: number;
  name: string;
  email: string;
  phone: string | null;
}>;

export interface TeamLabel {
  readonly id: number;
  readonly name: string;
}
