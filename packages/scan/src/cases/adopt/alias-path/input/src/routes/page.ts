import { opened } from '$lib/server/db';
import { title } from './title';

interface ListedTeam {
  id: number;
  name: string;
}

export const show = (team: ListedTeam): string => opened + title + team.name;
