/**
 * Reads an array of an enum type as `pg` hands it over: as PostgreSQL's text, `{mon,thu}`, because `pg` knows the arrays
 * of built-in types only. For labels without commas, quotes, braces, backslashes and spaces.
 */
export function parseEnumArray(text: string): readonly string[] {
  const labels = text.slice(1, -1);
  return labels === '' ? [] : labels.split(',');
}
