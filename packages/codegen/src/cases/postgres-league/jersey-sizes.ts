/** A value of the consumer's own, whose type an override names. */
export const jerseySizes = ['S', 'M', 'L'] as const;
