export type Position = string;
export const positions: readonly Position[] = ['guard', 'center'];
