type Team = Pick<import('./database.gen').TeamsRow, 'id' | 'name'>;
