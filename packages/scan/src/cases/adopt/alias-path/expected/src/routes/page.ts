import type { TeamsRow } from '$lib/database.gen';
import { opened } from '$lib/server/db';
import { title } from './title';

type ListedTeam = Pick<TeamsRow, 'id' | 'name'>;

export const show = (team: ListedTeam): string => opened + title + team.name;
