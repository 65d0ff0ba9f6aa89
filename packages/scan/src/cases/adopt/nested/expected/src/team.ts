import type { ParentsRow, TeamsRow } from './database.gen';

export namespace Rows {
    export type Team = Pick<TeamsRow, 'id' | 'name'> & {
        /** Games won. */
        wins: number;
    };
}

export function first(rows: unknown[]): string {
    type Parent = Pick<ParentsRow, 'id' | 'email'>;
    return (rows[0] as Parent).email;
}
