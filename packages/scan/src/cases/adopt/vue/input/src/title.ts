export const title = 'Roster'
