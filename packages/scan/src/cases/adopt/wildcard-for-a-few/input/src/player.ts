export interface Named {
  id: number;
  full_name: string;
}
