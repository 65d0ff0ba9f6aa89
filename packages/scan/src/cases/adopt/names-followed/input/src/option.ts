export enum Option {
  New = 'new',
  Keep = 'keep_last_season',
}
