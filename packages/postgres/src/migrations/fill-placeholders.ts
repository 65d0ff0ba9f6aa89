import { byCodeUnit, FailureError, type Failure } from '@rowpact/model';
import { lineOf } from './line-counter.js';

const PLACEHOLDER = /\$\{([^{}\n]+)\}/g;

/** What Flyway fills in by itself, for an embedded database. */
const BUILT_IN: Readonly<Record<string, string>> = {
  'flyway:database': 'postgres',
  'flyway:defaultschema': 'public',
  'flyway:environment': 'default',
  'flyway:table': 'flyway_schema_history',
  'flyway:timestamp': '1970-01-01 00:00:00',
  'flyway:user': 'postgres',
  'flyway:workingdirectory': '.',
};

/**
 * Fills `${name}` in, comments and strings included, as Flyway does; names differ in case only by Flyway's leave.
 * Lines stay where they are, columns behind a placeholder on its line may move.
 * @param strict - a file in Flyway's naming, where an unknown name is a failure; elsewhere it stays as it is written.
 * @throws FailureError (`migration-unreadable`) with one failure per unknown name.
 */
export function fillPlaceholders(
  text: string,
  file: string,
  values: Readonly<Record<string, string>>,
  strict: boolean,
): string {
  if (!text.includes('${')) return text;
  const known = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
  const unknown = new Map<string, number>();
  const filled = text.replace(PLACEHOLDER, (whole, name: string, offset: number) => {
    const value = known.get(name.toLowerCase()) ?? (strict ? builtIn(name, file) : undefined);
    if (value === undefined && strict && !unknown.has(name)) unknown.set(name, offset);
    return value ?? whole;
  });
  const failures = [...unknown]
    .sort(([left], [right]) => byCodeUnit(left, right))
    .map(([name, offset]) => unknownName(text, file, name, offset));
  const [first, ...others] = failures;
  if (first !== undefined) throw new FailureError(first, ...others);
  return filled;
}

function builtIn(name: string, file: string): string | undefined {
  const key = name.toLowerCase();
  if (key === 'flyway:filename') return file.slice(file.lastIndexOf('/') + 1);
  return Object.hasOwn(BUILT_IN, key) ? BUILT_IN[key] : undefined;
}

function unknownName(text: string, file: string, name: string, offset: number): Failure {
  const line = lineOf(text, offset);
  return {
    code: 'migration-unreadable',
    message: `${file}:${String(line)} uses the placeholder \${${name}}, which has no value`,
    hint: `Give ${name} a value under \`placeholders:\` in producer.yaml; its own text, "\${${name}}", keeps it as it stands.`,
    location: { file, line },
  };
}
