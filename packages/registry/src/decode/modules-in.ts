import { generatedModules } from '@rowpact/model';
import { valueAt } from '../document/document-path.js';

/** The modules that a contract asks for, whatever else is wrong with it; relative to its source. */
export function modulesIn(value: unknown): readonly string[] {
  const file = valueAt(value, ['generate', 'file']);
  if (typeof file !== 'string' || file === '') return [];
  const wanted = (key: string): boolean => valueAt(value, ['generate', key]) === true;
  return generatedModules({ file, statements: wanted('statements'), zod: wanted('zod') });
}
