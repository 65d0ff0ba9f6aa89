export const title = 'Roster';
