import type { ConstraintDetail, IndexDetail, SchemaChange } from '@rowpact/model';
import { type ChangeOf, says, type Description } from './description.js';
import { condition, expression, list, plainSql, say } from './names.js';

/** Null for a change of anything but a constraint or an index. */
export function describeConstraint(change: SchemaChange): Description | null {
  switch (change.kind) {
    case 'constraint-added':
      return {
        subject: say.member('constraint', change.after.name, change.relation),
        sentence: `${say.relation(change.relation)} gains ${constraintWords(change.after)}`,
      };
    case 'constraint-dropped':
      return {
        subject: say.member('constraint', change.before.name, change.relation),
        sentence: `${say.relation(change.relation)} loses ${constraintWords(change.before)}`,
      };
    case 'constraint-renamed':
      return says(
        say.member('constraint', change.before.name, change.relation),
        `is renamed to ${say.identifier(change.to)}`,
      );
    case 'constraint-changed':
      return says(say.member('constraint', change.before.name, change.relation), changedWords(change));
    case 'index-added':
      return {
        subject: say.member('index', change.after.name, change.relation),
        sentence: `${say.relation(change.relation)} gains ${indexWords(change.after)}`,
      };
    case 'index-dropped':
      return {
        subject: say.member('index', change.before.name, change.relation),
        sentence: `${say.relation(change.relation)} loses ${indexWords(change.before)}`,
      };
    case 'index-changed':
      return says(say.member('index', change.before.name, change.relation), indexChangedWords(change));
    default:
      return null;
  }
}

/** `the check score >= 0`, `the foreign key (team_id) to teams (id)`. */
function constraintWords(constraint: ConstraintDetail): string {
  const { kind, expression: test, definition, references } = constraint;
  const columns = columnList(constraint.columns);
  const suffix = constraint.enforced ? '' : ', not enforced';
  switch (kind) {
    case 'check':
      return `the check ${test === null ? condition(definition) : expression(test)}${suffix}`;
    case 'foreign key':
      return references === null
        ? `the foreign key ${columns}${suffix}`
        : `the foreign key ${columns} to ${say.relation(references.relation)} ${columnList(references.columns)}${actions(references)}${suffix}`;
    case 'primary key':
      return `the primary key ${columns}`;
    case 'unique':
      return `the unique constraint on ${columns}${definition.includes('NULLS NOT DISTINCT') ? ', where NULLs count as equal' : ''}`;
    case 'exclusion':
      return `the exclusion ${expression(definition.replace(/^EXCLUDE /u, ''))}`;
  }
}

function actions({ onDelete, onUpdate }: NonNullable<ConstraintDetail['references']>): string {
  const words = [
    ...(onDelete === 'no action' ? [] : [`on delete ${onDelete}`]),
    ...(onUpdate === 'no action' ? [] : [`on update ${onUpdate}`]),
  ];
  return words.length === 0 ? '' : `, ${words.join(', ')}`;
}

function columnList(columns: readonly (string | null)[]): string {
  return `(${columns.map((column) => (column === null ? 'an expression' : say.identifier(column))).join(', ')})`;
}

function changedWords({ before, after }: ChangeOf<'constraint-changed'>): string {
  const [was, is] = [constraintWords(before), constraintWords(after)];
  if (was !== is) return `becomes ${is} (was ${was})`;
  const words = [
    ...(before.validated === after.validated
      ? []
      : [after.validated ? 'is validated' : 'is not valid for old rows any more']),
    ...(before.deferrable === after.deferrable && before.deferred === after.deferred ? [] : [deferralWords(after)]),
  ];
  return words.length === 0
    ? `becomes ${plainSql(after.definition)} (was ${plainSql(before.definition)})`
    : list(words);
}

function deferralWords({ deferrable, deferred }: ConstraintDetail): string {
  if (!deferrable) return 'can no longer be deferred';
  return deferred ? 'is checked at the end of the transaction' : 'can be deferred';
}

function indexWords({ unique, name, columns, predicate, valid, nullsNotDistinct }: IndexDetail): string {
  const of = predicate === null ? '' : ` where ${expression(predicate)}`;
  const nulls = nullsNotDistinct ? ', where NULLs count as equal' : '';
  return `the ${valid ? '' : 'invalid '}${unique ? 'unique ' : ''}index ${say.identifier(name)} on ${columnList(columns)}${of}${nulls}`;
}

function indexChangedWords({ before, after }: ChangeOf<'index-changed'>): string {
  if (before.ofConstraint !== after.ofConstraint)
    return after.ofConstraint
      ? `stands behind the constraint ${say.identifier(after.name)} now`
      : 'stands alone now, without a constraint';
  if (indexWords(before) !== indexWords({ ...after, name: before.name }))
    return `becomes ${indexWords(after)} (was ${indexWords(before)})`;
  if (before.name !== after.name) return `is renamed to ${say.identifier(after.name)}`;
  return `becomes ${plainSql(after.definition)} (was ${plainSql(before.definition)})`;
}
