import { isDay, type DeployedVersion } from '@rowpact/model';
import { printLines } from '../document/json-file.js';
import { registryNameProblem } from '../decode/registry-name.js';
import { filledText, list, Mismatch, object, required, whole } from '../statements/decode.js';

/** `deployments/<consumer>.json`: its versions, the newest of each environment last. */
export interface DeploymentFile {
  readonly format: number;
  readonly consumer: string;
  readonly versions: readonly Omit<DeployedVersion, 'consumer'>[];
}

const FORMAT = 1;

export const deploymentFile = object<DeploymentFile>({
  format: required(format),
  consumer: required(filledText),
  versions: required(
    list(
      object<DeploymentFile['versions'][number]>({
        environment: required(checked(environmentProblem)),
        sha: required(checked(shaProblem)),
        recorded: required(checked(dayProblem)),
        statements: required(checked(digestProblem)),
      }),
    ),
  ),
});

export function printDeployments(consumer: string, versions: readonly DeployedVersion[]): string {
  const lines = versions.map(({ environment, sha, recorded, statements }) => ({
    environment,
    sha,
    recorded,
    statements,
  }));
  return printLines({ format: FORMAT, consumer }, 'versions', lines);
}

/** What was expected of a name; null where it is one. */
export function environmentProblem(name: string): string | null {
  if (!/^[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/u.test(name))
    return 'the name of an environment: letters, digits, "_", "-" and inner dots';
  return registryNameProblem(name);
}

export function shaProblem(sha: string): string | null {
  return /^[0-9a-f]{7,64}$/u.test(sha) ? null : 'a git commit: 7 to 64 hexadecimal digits in small letters';
}

export function dayProblem(day: string): string | null {
  return isDay(day) ? null : 'a day such as 2026-11-22';
}

function digestProblem(digest: string): string | null {
  return /^[0-9a-f]{20}$/u.test(digest) ? null : 'a digest of twenty hexadecimal digits';
}

function checked(problem: (text: string) => string | null): (value: unknown) => string {
  return (value) => {
    const text = filledText(value);
    const expected = problem(text);
    if (expected !== null) throw new Mismatch(expected, value);
    return text;
  };
}

function format(value: unknown): number {
  const found = whole(1)(value);
  if (found !== FORMAT) throw new Mismatch(`${FORMAT}, or a newer rowpact`, value);
  return found;
}
