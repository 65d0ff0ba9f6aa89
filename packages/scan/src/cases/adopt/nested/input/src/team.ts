export namespace Rows {
    export interface Team {
        id: number;
        name: string;
        /** Games won. */
        wins: number;
    }
}

export function first(rows: unknown[]): string {
    type Parent = {
        id: number;
        email: string;
    };
    return (rows[0] as Parent).email;
}
