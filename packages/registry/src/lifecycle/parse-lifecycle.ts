import { FailureError, type Failure, type LifecycleFile } from '@rowpact/model';
import { lifecycleProblems } from '../decode/lifecycle-rules.js';
import { toLifecycle } from '../decode/to-lifecycle.js';
import { valueAt, type DocumentPath } from '../document/document-path.js';
import type { Problem } from '../document/problem.js';
import { byPlace } from '../document/sort-failures.js';
import { readYaml, type YamlDocument } from '../document/yaml-document.js';
import type { RegistryFile } from '../registry.js';
import { checkSchema } from '../schema/check-schema.js';
import { FINGERPRINT, lifecycleSchema } from '../schema/lifecycle-schema.js';
import { READ_FREE_KEYS } from '../schema/schema-words.js';

/** A producer's `lifecycle.yaml`, read and checked; its text is edited with the functions beside. */
export interface RegisteredLifecycle extends RegistryFile {
  readonly lifecycle: LifecycleFile;
}

const LIFECYCLE = lifecycleSchema(READ_FREE_KEYS);

/**
 * Reads the text of a `lifecycle.yaml`, from wherever it came. A text without content announces nothing.
 * @param file as locations name it
 * @param path as a `FileChange` names it
 * @throws FailureError with every mistake at once, `lifecycle-invalid`
 */
export function parseLifecycle(text: string, file: string, path: string = file): RegisteredLifecycle {
  const document = readYaml(text, file);
  const locate = (at: DocumentPath) => document.locate(at);
  if (document.readable && document.value === null && document.failures.length === 0)
    return { lifecycle: NOTHING, file, path, text, locate };
  const checked = document.readable ? checkSchema(LIFECYCLE, document.value) : null;
  const problems = checked
    ? [...(checked.ok ? [] : checked.problems.map(inQuotes(document))), ...lifecycleProblems(document.value)]
    : [];
  const [first, ...others] = [...document.failures, ...problems.map(document.failureOf)].map(coded).sort(byPlace);
  if (first) throw new FailureError(first, ...others);
  if (!checked?.ok) throw new TypeError('a file with mistakes was taken for one without');
  return { lifecycle: toLifecycle(checked.value, locate), file, path, text, locate };
}

const NOTHING: LifecycleFile = { deprecations: [], approvals: [] };

function coded(failure: Failure): Failure {
  return { ...failure, code: 'lifecycle-invalid' };
}

/** Sixteen digits without quotes are a number, and not the one that was written. */
function inQuotes({ value }: YamlDocument): (problem: Problem) => Problem {
  return (problem) =>
    problem.path.at(-1) === 'fingerprint' && typeof valueAt(value, problem.path) === 'number'
      ? {
          ...problem,
          message: `expected ${FINGERPRINT}, found a number`,
          hint: 'Copy it from the finding again, with its quotes.',
        }
      : problem;
}
