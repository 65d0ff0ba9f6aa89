import type { Failure, Location } from '@rowpact/model';
import { printPath, type DocumentPath } from './document-path.js';
import { parseYaml, type ParsedYaml } from './parsed-yaml.js';
import { readPlainYaml } from './plain-yaml.js';
import type { Problem } from './problem.js';

/** A YAML file that was read: its value, and where each part of it stands. */
export interface YamlDocument {
  readonly file: string;
  readonly text: string;
  /** Maps are objects without prototype, so that `__proto__` is a key like any other. Null where the file is no YAML. */
  readonly value: unknown;
  /** Whether `value` is what the file says; false after a syntax error or an alias. */
  readonly readable: boolean;
  readonly failures: readonly Failure[];
  /** The place of a node, or of the nearest one above it that exists. */
  readonly locate: (path: DocumentPath, at?: 'key' | 'value') => Location;
  readonly failureOf: (problem: Problem) => Failure;
}

/** Reads one YAML file; what is wrong with it as YAML stands in `failures`, nothing is thrown. */
export function readYaml(text: string, file: string): YamlDocument {
  let parsed: ParsedYaml | null = null;
  const parse = (): ParsedYaml => (parsed ??= parseYaml(text, file));
  const locate = (path: DocumentPath, at: 'key' | 'value' = 'key'): Location => parse().locate(path, at);
  const failureOf = ({ path, at, offset, message, hint }: Problem): Failure => ({
    code: 'registry-invalid',
    message: `${printPath(path)}: ${message}`,
    hint,
    location: offset === undefined ? locate(path, at) : parse().locationAt(offset),
  });
  const plain = readPlainYaml(text);
  if (plain !== undefined) return { file, text, value: plain, readable: true, failures: [], locate, failureOf };
  const { value, complete, failures, problems } = parse();
  return {
    file,
    text,
    value,
    readable: complete,
    failures: [...failures, ...problems.map(failureOf)],
    locate,
    failureOf,
  };
}
