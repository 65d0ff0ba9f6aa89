export const attendance = 1;
