export const title = 'Teams';
