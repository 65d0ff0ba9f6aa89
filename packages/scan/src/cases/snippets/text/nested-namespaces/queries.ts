export * as players from './players';
