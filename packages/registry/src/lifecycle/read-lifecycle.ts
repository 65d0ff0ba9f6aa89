import { FailureError, fail } from '@rowpact/model';
import { basename, join } from 'node:path';
import { decodeUtf8 } from '../document/utf8.js';
import { errorCode, isMissing, readFiles } from '../files/read-files.js';
import { parseLifecycle, type RegisteredLifecycle } from './parse-lifecycle.js';

export const LIFECYCLE_FILE = 'lifecycle.yaml';

/**
 * What a producer announced and approved; nothing where it has no `lifecycle.yaml`.
 * @param directory the registry folder
 */
export async function readLifecycle(directory: string, producerName: string): Promise<RegisteredLifecycle> {
  const file = join(directory, producerName, LIFECYCLE_FILE);
  const path = `${basename(directory)}/${producerName}/${LIFECYCLE_FILE}`;
  const [content] = await readFiles([file]);
  if (!Buffer.isBuffer(content)) {
    if (isMissing(content)) return parseLifecycle('', file, path);
    return fail({
      code: 'file-unreadable',
      message: `Could not read ${file} (${errorCode(content) ?? 'unknown'})`,
      hint: 'Give yourself read access to it.',
      location: { file },
    });
  }
  const text = decodeUtf8(content, file);
  if (typeof text !== 'string') throw new FailureError({ ...text, code: 'lifecycle-invalid' });
  return parseLifecycle(text, file, path);
}
