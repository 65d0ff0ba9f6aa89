export type PlayerId = number & { readonly brand: unique symbol };
