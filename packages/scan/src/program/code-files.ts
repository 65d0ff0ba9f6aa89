import { byCodeUnit, type ScanSettings } from '@rowpact/model';
import { join } from 'node:path';
import { listFiles } from '../files/list-files.js';
import { sourceKind } from '../files/source-kinds.js';

/**
 * The consumer's files that can hold code that reads rows, absolute and sorted: what a scan looks into, and with it what `include` leaves
 * out. `include` says where the SQL stands; whoever reads its rows may be anywhere.
 */
export function codeFiles(folder: string, settings: ScanSettings): readonly string[] {
  const searched = listFiles(folder, settings).files;
  const others = settings.include.length > 0 ? listFiles(folder, { ...settings, include: [] }).files : [];
  return [...new Set([...searched, ...others])]
    .filter((file) => sourceKind(file) === 'module')
    .map((file) => join(folder, file))
    .sort(byCodeUnit);
}
