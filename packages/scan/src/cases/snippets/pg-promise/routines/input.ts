import pgPromise from 'pg-promise';
const db = pgPromise()('postgres://');
export const standings = (season: number) => db.func('league_standings', [season, 'west']);
export const close = () => db.proc('close_season');
