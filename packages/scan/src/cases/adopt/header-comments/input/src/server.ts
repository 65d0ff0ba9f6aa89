#!/usr/bin/env node
/* eslint-disable no-console */
// The teams of the league.

/** One of them. */
export interface Team {
  id: number;
  name: string;
}
