export * from './teams';
export * from './players';
