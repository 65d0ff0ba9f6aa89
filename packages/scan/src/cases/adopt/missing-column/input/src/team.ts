export interface Team {
  id: number;
  tenant_id: number;
  name: string;
  division: string | null;
}
