export type JerseyOption = 'new' | 'keep_last_season' | 'borrow';
