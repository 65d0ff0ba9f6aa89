/** A statement of a corpus. */
export interface CorpusStatement {
  readonly name: string;
  readonly text: string;
}

/** Reads statements that stand below lines `-- name: …`. */
export function readNamed(text: string): readonly CorpusStatement[] {
  return text
    .split(/^-- name: /m)
    .slice(1)
    .map((section) => {
      const end = section.indexOf('\n');
      return { name: section.slice(0, end).trim(), text: section.slice(end + 1).trim() };
    });
}
