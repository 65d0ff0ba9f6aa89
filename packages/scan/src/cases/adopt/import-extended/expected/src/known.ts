import type { PlayersRow as Row } from './database.gen';

export type Player = Pick<Row, 'id' | 'full_name'>;

export type Whole = Row;
