import { byCodeUnit } from '@rowpact/model';
import { readForEditing } from '../adopt/adopted-file.js';
import { ConsumerHabits } from '../adopt/consumer-habits.js';
import { ImportPaths } from '../adopt/import-path.js';
import type { ScanOptions } from '../scan-options.js';
import { annotateFile, type AnnotatedFile } from './annotate-file.js';
import type { AnnotatedFiles, WantedAnnotation } from './annotation.js';

/**
 * Plans the type arguments of calls and the imports that they need; nothing is written. All else stays byte for byte.
 * @param statements the module of statements, relative to the folder: it need not be there yet
 */
export async function annotateFiles(
  { folder }: Pick<ScanOptions, 'folder'>,
  wanted: readonly WantedAnnotation[],
  statements: string,
): Promise<AnnotatedFiles> {
  const habits = new ConsumerHabits(folder);
  const paths = new ImportPaths(folder, statements, habits);
  const planned = byFile(wanted).map(([file, own]): AnnotatedFile & { readonly file: string } => {
    const read = readForEditing(folder, file);
    if (typeof read === 'string') return { file, content: null, left: own.map(({ call }) => ({ call, reason: read })) };
    return { file, ...annotateFile(read, own, paths, habits) };
  });
  return {
    files: planned.flatMap(({ file, content }) => (content === null ? [] : [{ file, content }])),
    left: planned.flatMap(({ left }) => left),
  };
}

function byFile(wanted: readonly WantedAnnotation[]): readonly (readonly [string, readonly WantedAnnotation[]])[] {
  const files = new Map<string, WantedAnnotation[]>();
  for (const each of wanted) {
    const { file } = each.call.place;
    files.set(file, [...(files.get(file) ?? []), each]);
  }
  return [...files].sort(([left], [right]) => byCodeUnit(left, right));
}
