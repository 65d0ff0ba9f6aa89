export interface PlayerPositions {
  id: Readonly<number>;
  positions: ReadonlyArray<string>;
  is_public: (boolean);
  height_cm: null | string;
  created_at: Date | string;
}

export interface GameReport {
  id: number;
  report: Uint8Array | null;
  length: string | null;
}
