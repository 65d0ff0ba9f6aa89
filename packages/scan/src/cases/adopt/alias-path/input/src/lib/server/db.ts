export const opened = 'yes';
