import { printPair } from '../edit/print-yaml.js';
import type { YamlValue } from '../edit/yaml-edit.js';

/** The lines of one entry as the templates write it, its comment above it. */
export function entry(comment: string | null, key: string, value: YamlValue, indent = ''): readonly string[] {
  const lines = [
    ...(comment === null ? [] : comment.split('\n').map((line) => `# ${line}`)),
    ...printPair(key, value, 2),
  ];
  return lines.map((line) => indent + line);
}

/** An entry that a person may want, as a comment to be uncommented. */
export function suggestion(comment: string, example: string, indent = ''): readonly string[] {
  return [...comment.split('\n'), example].map((line) => `${indent}# ${line}`);
}

/** A map with an entry for each of its values; `{}` behind the key where it has none. */
export function mapEntry(key: string, entries: readonly (readonly string[])[], indent = ''): readonly string[] {
  if (entries.length === 0) return [`${indent}${key}: {}`];
  return [`${indent}${key}:`, ...entries.flat()];
}
