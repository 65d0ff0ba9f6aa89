export const league = 1;
