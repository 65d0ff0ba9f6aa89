import type {
  AnalysedStatement,
  Evidence,
  Location,
  RefusedStatement,
  RelationAccess,
  RelationId,
  StatementVerdict,
} from '@rowpact/model';
import type { ConsumerInQuestion } from '../question.js';
import type { StatementAt } from '../rule.js';

/** PostgreSQL's refusal, at its analysis or its plan; null where it takes the statement, or was not asked. */
export function refusalIn(verdict: StatementVerdict | null): RefusedStatement | null {
  if (verdict === null) return null;
  return verdict.analysis.kind === 'refused' ? verdict.analysis : verdict.plan;
}

/** Why PostgreSQL refuses the statement after the changes though it took it before; null where it does not. */
export function refusedAfter({ before, after }: Pick<StatementAt, 'before' | 'after'>): RefusedStatement | null {
  return refusalIn(before) === null ? refusalIn(after) : null;
}

/** Whether PostgreSQL was asked about the statement after the changes, and takes it. */
export function takenAfter({ after }: Pick<StatementAt, 'after'>): boolean {
  return after !== null && refusalIn(after) === null;
}

/** What PostgreSQL's analyser said before (after) the changes; null where it was not asked or refused. */
export function analysisBefore({ before }: Pick<StatementAt, 'before'>): AnalysedStatement | null {
  return before?.analysis.kind === 'analysed' ? before.analysis : null;
}

export function analysisAfter({ after }: Pick<StatementAt, 'after'>): AnalysedStatement | null {
  return after?.analysis.kind === 'analysed' ? after.analysis : null;
}

/** What the statement does with relations before the changes: as PostgreSQL says now, or as it was recorded. */
export function accessesBefore(at: Pick<StatementAt, 'before' | 'statement'>): readonly RelationAccess[] {
  return analysisBefore(at)?.relations ?? at.statement.access;
}

/** Its accesses to one relation; those where the statement itself names the relation come first. */
export function accessesTo(
  at: Pick<StatementAt, 'before' | 'statement'>,
  relation: RelationId,
): readonly RelationAccess[] {
  const all = accessesBefore(at).filter((access) => access.relation === relation);
  return [...all.filter(({ through }) => through.length === 0), ...all.filter(({ through }) => through.length > 0)];
}

/** Whether the statement names the relation itself: not only through a view. */
export function isDirect(access: RelationAccess): boolean {
  return access.through.length === 0;
}

/** A place of the consumer's records, from the registry's root on. */
export function inSource<Place extends Location>({ source }: Pick<ConsumerInQuestion, 'source'>, place: Place): Place {
  return { ...place, file: source === '' || source === '.' ? place.file : `${source}/${place.file}` };
}

/** The reads of one column of the rows that came through `*`, then the places where whole rows get lost from sight. */
export function rowEvidence(
  at: StatementAt,
  column: string,
): {
  readonly reads: readonly Evidence[];
  readonly escapes: readonly Evidence[];
} {
  const { rows, place } = at.statement;
  const from = inSource(at.consumer, { file: place.file, line: place.line, column: place.column });
  const evidence = (location: Required<Location>, access: Evidence['access']): Evidence => ({
    location: inSource(at.consumer, location),
    access,
    from,
  });
  return {
    reads: (rows?.reads ?? [])
      .filter((read) => read.column === column)
      .map(({ location }) => evidence(location, 'row read')),
    escapes: (rows?.escapes ?? []).map(({ location }) => evidence(location, 'row escapes')),
  };
}
