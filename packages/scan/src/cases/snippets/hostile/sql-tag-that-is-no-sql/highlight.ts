export const sql = (strings: TemplateStringsArray, ...values: unknown[]) => String.raw(strings, ...values);
