#!/usr/bin/env node
/* eslint-disable no-console */
// The teams of the league.

import type { TeamsRow } from './database.gen';

/** One of them. */
export type Team = Pick<TeamsRow, 'id' | 'name'>;
