export type Money = `${number}`;
