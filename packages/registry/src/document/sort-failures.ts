import { byCodeUnit, type Failure } from '@rowpact/model';

/** Orders failures as a person works through them: by file, line and column. */
export function byPlace(left: Failure, right: Failure): number {
  return (
    byCodeUnit(left.location?.file ?? '', right.location?.file ?? '') ||
    (left.location?.line ?? 0) - (right.location?.line ?? 0) ||
    (left.location?.column ?? 0) - (right.location?.column ?? 0) ||
    byCodeUnit(left.message, right.message)
  );
}
