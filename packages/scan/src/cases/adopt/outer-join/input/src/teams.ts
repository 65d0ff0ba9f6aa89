export interface TeamOrNot {
  id: number | null;
  name: string | null;
  full_name: string;
}
