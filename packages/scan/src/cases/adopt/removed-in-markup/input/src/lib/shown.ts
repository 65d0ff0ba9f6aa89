export type Shown = 'new' | 'keep_last_season' | 'borrow' | null;
