import type { Evidence, RelationId } from '@rowpact/model';
import type { ColumnUse } from '../use/column-uses.js';

/** The uses of a relation that the code itself names. */
export function direct(uses: readonly ColumnUse[], id: RelationId): readonly ColumnUse[] {
  return uses.filter(({ relation, through }) => relation === id && through.length === 0);
}

/** Where one column is used; a read of a row that escapes stands for every column of it. */
export function evidenceOf(uses: readonly ColumnUse[], id: RelationId, column: string): readonly Evidence[] {
  const own = direct(uses, id).filter((use) => use.column === column && use.access !== 'needed');
  const escapes = direct(uses, id).filter(({ access }) => access === 'row escapes');
  return dedupe((own.length > 0 ? own : escapes).map(toEvidence));
}

/** The statements that touch a relation, each once. */
export function statementEvidence(uses: readonly ColumnUse[], id: RelationId): readonly Evidence[] {
  const named = direct(uses, id).filter(
    ({ access }) => access !== 'needed' && access !== 'row read' && access !== 'row escapes',
  );
  return dedupe(named.map((use) => ({ ...toEvidence(use), ...use.statement })));
}

/** A use as a finding shows it. */
export function toEvidence({ location, endLine, access, from }: ColumnUse): Evidence {
  return { location, ...(endLine === undefined ? {} : { endLine }), access, from };
}

/** Each place once for each access. */
export function dedupe(evidence: readonly Evidence[]): readonly Evidence[] {
  const seen = new Set<string>();
  return evidence.filter(({ location, access }) => {
    const key = `${location.file}:${location.line ?? 0}:${location.column ?? 0}:${access}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
