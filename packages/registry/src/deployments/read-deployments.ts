import {
  byCodeUnit,
  fail,
  FailureError,
  sha256,
  type ConsumerUse,
  type DeployedVersion,
  type Failure,
} from '@rowpact/model';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeJson, readJsonText, type JsonFile } from '../document/json-file.js';
import { byPlace } from '../document/sort-failures.js';
import { errorCode, isMissing } from '../files/read-files.js';
import { STATEMENTS_SUFFIX } from '../statements/print-statements.js';
import { parseStatements } from '../statements/read-statements.js';
import { Mismatch } from '../statements/decode.js';
import { deploymentFile } from './deployment-shape.js';

/** What runs of one producer's consumers, and what a rollback may bring back. */
export interface Deployments {
  /** Sorted by consumer; of each environment in the order of recording, the newest last. */
  readonly versions: readonly DeployedVersion[];
  /** Records of statements that lie there, as `<consumer>/<digest>`, sorted: also those that no version names. */
  readonly records: readonly string[];
}

export const DEPLOYMENTS_FOLDER = 'deployments';

/**
 * Everything that was recorded with `rowpact deployed`, all mistakes at once; nothing where there is no `deployments` folder.
 * @param directory the registry folder
 */
export async function readDeployments(directory: string, producerName: string): Promise<Deployments> {
  const folder = join(directory, producerName, DEPLOYMENTS_FOLDER);
  const names = await list(folder);
  const files = names.filter((name) => name.endsWith('.json') && !name.startsWith('.'));
  const failures: Failure[] = [];
  const versions: DeployedVersion[] = [];
  for (const name of files) {
    try {
      versions.push(...(await readConsumer(join(folder, name), name)));
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      failures.push(...error.failures);
    }
  }
  const [first, ...others] = failures.sort(byPlace);
  if (first) throw new FailureError(first, ...others);
  const folders = names.filter((name) => !name.endsWith('.json') && !name.startsWith('.'));
  const records = await Promise.all(folders.map((name) => recordsOf(join(folder, name), name)));
  return { versions, records: records.flat().sort(byCodeUnit) };
}

async function readConsumer(file: string, name: string): Promise<readonly DeployedVersion[]> {
  const json = jsonFile(file, name);
  const consumer = name.slice(0, -'.json'.length);
  const content = await readJsonText(json);
  if (content === null) return []; // gone since it was listed
  const { versions } = decodeJson(content, json, (value) => {
    const found = deploymentFile(value);
    if (found.consumer === consumer) return found;
    const mismatch = new Mismatch(JSON.stringify(consumer), found.consumer);
    mismatch.path.push('consumer');
    throw mismatch;
  });
  return versions.map((version) => ({ consumer, ...version }));
}

async function recordsOf(folder: string, consumer: string): Promise<readonly string[]> {
  const names = (await list(folder)).filter((name) => name.endsWith(STATEMENTS_SUFFIX) && !name.startsWith('.'));
  return names.map((name) => `${consumer}/${name.slice(0, -STATEMENTS_SUFFIX.length)}`);
}

/**
 * The statements of a deployed version, as they were when it was recorded.
 * @param directory the registry folder
 */
export async function readDeployedUse(
  directory: string,
  producerName: string,
  { consumer, statements, sha, environment }: DeployedVersion,
): Promise<ConsumerUse> {
  const name = `${consumer}/${statements}${STATEMENTS_SUFFIX}`;
  const file = join(directory, producerName, DEPLOYMENTS_FOLDER, consumer, `${statements}${STATEMENTS_SUFFIX}`);
  const content = await readJsonText(jsonFile(file, name));
  const broken = (message: string): never =>
    fail({ code: 'deployment-invalid', message: `${name}: ${message}`, hint: HINT, location: { file } });
  if (content === null) return broken(`the record of ${sha} in ${environment} is not there`);
  if (digestOf(content) !== statements) return broken('the record is not the one that was written under this name');
  try {
    return parseStatements(content, { file, name, producerName, consumer });
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const [first, ...others] = error.failures;
    const coded = (failure: Failure): Failure => ({ ...failure, code: 'deployment-invalid', hint: HINT });
    throw new FailureError(coded(first), ...others.map(coded));
  }
}

/** The name of a record: what it holds decides it. Line breaks that git changed on a checkout do not. */
export function digestOf(record: string): string {
  return sha256('deployed statements', record.replaceAll('\r\n', '\n')).slice(0, 20);
}

function jsonFile(file: string, name: string): JsonFile {
  return { file, name, code: 'deployment-invalid', hint: HINT, conflict: CONFLICT };
}

async function list(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort(byCodeUnit);
  } catch (error) {
    if (isMissing(error)) return [];
    return fail({
      code: 'file-unreadable',
      message: `Could not read ${folder} (${errorCode(error) ?? 'unknown'})`,
      hint: 'Give yourself read access to it.',
      location: { file: folder },
    });
  }
}

const HINT =
  'Take the version from git, or record the deployed version again with `rowpact deployed`; these files are not edited by hand.';
const CONFLICT = 'Keep the lines of both sides, in the order in which they were deployed.';
