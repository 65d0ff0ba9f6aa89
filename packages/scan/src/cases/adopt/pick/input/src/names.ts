interface PlayerName {
  id: number;
  full_name: string;
}

export const label = ({ id, full_name }: PlayerName): string => `${id}: ${full_name}`;
