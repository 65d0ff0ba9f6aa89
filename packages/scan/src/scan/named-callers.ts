import type { NamedCaller } from '@rowpact/model';
import type { NamedCallerName } from '../module/source-module.js';

/** The contract's callers as the finders compare them: `db.many` is `many` of whatever is named `db`, also in `this.db.many`. */
export function namedCallers(callers: readonly NamedCaller[]): readonly NamedCallerName[] {
  return callers.map(({ name, argument }) => {
    const segments = name.split('.').map((segment) => segment.trim());
    return { object: segments.at(-2) ?? null, name: segments.at(-1) ?? name, argument: argument - 1 };
  });
}
