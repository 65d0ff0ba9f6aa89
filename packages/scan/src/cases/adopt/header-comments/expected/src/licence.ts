/*
 * Copyright the league.
 */

import type { TeamsRow } from './database.gen';

export type Team = Pick<TeamsRow, 'id' | 'name'>;
