export const title = 'Players';
