export const zone = 1;
