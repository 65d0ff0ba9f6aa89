import { partsOf, quoteIdentifier, type Remedy, type RelationId } from '@rowpact/model';
import { columnName, consumerStep, producerCommand, producerStep, relationName, remedy } from './wording.js';

/** The two-phase drop of a column. */
export function dropColumnInTwoPhases(relation: RelationId, column: string, ofView = false): Remedy {
  const name = columnName(relation, column);
  const table = relationName(relation);
  return remedy(
    `Announce that ${name} goes, let every consumer stop using it, then drop it in a migration of its own.`,
    producerStep('take the drop out of this migration'),
    producerCommand('announce it', announcement(name)),
    consumerStep(`stop reading and writing ${name}, deploy, and run \`rowpact scan\``),
    ofView
      ? producerStep(
          'when `rowpact lifecycle` says droppable, make the view without it in a later migration, with the same rights',
          `DROP VIEW ${table}; CREATE VIEW ${table} AS SELECT …; GRANT SELECT ON ${table} TO <the consumers' roles>;`,
        )
      : producerStep(
          'when `rowpact lifecycle` says droppable, drop it alone in a later migration',
          `ALTER TABLE ${table} DROP COLUMN ${quoteIdentifier(column)};`,
        ),
  );
}

/** The two-phase drop of a relation. @param kind as SQL names it: `TABLE`, `VIEW` */
export function dropRelationInTwoPhases(relation: RelationId, kind: string): Remedy {
  const name = relationName(relation);
  return remedy(
    `Announce that ${name} goes, let every consumer stop using it, then drop it in a migration of its own.`,
    producerStep('take the drop out of this migration'),
    producerCommand('announce it', announcement(name)),
    consumerStep(`move every statement away from ${name}, deploy, and run \`rowpact scan\``),
    producerStep(
      'when `rowpact lifecycle` says droppable, drop it alone in a later migration',
      `DROP ${kind} ${name};`,
    ),
  );
}

/** A rename without a gap: a second column beside the old one, kept the same by a trigger, and the old one announced to go. */
export function renameByAdding(relation: RelationId, from: string, to: string, type: string): Remedy {
  const table = relationName(relation);
  const [old, next] = [quoteIdentifier(from), quoteIdentifier(to)];
  return remedy(
    `Add ${next} beside ${old}, keep both the same, move the consumers, then drop ${old}.`,
    producerStep(
      `add the new column instead of renaming, and fill it`,
      `ALTER TABLE ${table} ADD COLUMN ${next} ${type}; UPDATE ${table} SET ${next} = ${old};`,
    ),
    producerStep('keep the two the same for those who write either', syncTrigger(relation, old, next)),
    producerCommand('announce the old name', announcement(columnName(relation, from), columnName(relation, to))),
    consumerStep(`use ${next} instead of ${old}, deploy, and run \`rowpact scan\``),
    producerStep(
      'when `rowpact lifecycle` says droppable, drop the old column and its trigger in a later migration',
      `ALTER TABLE ${table} DROP COLUMN ${old};`,
    ),
  );
}

/** Another type without a gap: a column of the new type beside the old one. */
export function retypeByAdding(relation: RelationId, column: string, type: string): Remedy {
  const table = relationName(relation);
  const [old, next] = [quoteIdentifier(column), quoteIdentifier(`${column}_new`)];
  return remedy(
    `Add a column of type ${type} beside ${columnName(relation, column)}, move the consumers, then drop the old one.`,
    producerStep(
      'add a new column instead of changing the type, and fill it',
      `ALTER TABLE ${table} ADD COLUMN ${next} ${type}; UPDATE ${table} SET ${next} = ${old}::${type};`,
    ),
    producerStep('keep the two the same for those who write either', syncTrigger(relation, old, next, type)),
    producerCommand(
      'announce the old column',
      announcement(columnName(relation, column), columnName(relation, `${column}_new`)),
    ),
    consumerStep(`use ${next}, deploy, and run \`rowpact scan\``),
    producerStep(
      'when `rowpact lifecycle` says droppable, drop the old column in a later migration',
      `ALTER TABLE ${table} DROP COLUMN ${old};`,
    ),
  );
}

/** A trigger that fills the new column from the old one, where a writer does not know it yet. */
function syncTrigger(relation: RelationId, old: string, next: string, cast?: string): string {
  const { schema, name } = partsOf(relation);
  const fn = `${quoteIdentifier(schema)}.${quoteIdentifier(`${name}_sync`)}`;
  const value = cast === undefined ? `NEW.${old}` : `NEW.${old}::${cast}`;
  return (
    `CREATE FUNCTION ${fn}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ` +
    `NEW.${next} := ${value}; RETURN NEW; END $$; ` +
    `CREATE TRIGGER ${quoteIdentifier(`${name}_sync`)} BEFORE INSERT OR UPDATE OF ${old} ON ${relationName(relation)} ` +
    `FOR EACH ROW EXECUTE FUNCTION ${fn}();`
  );
}

/** The command that announces something to go. */
export function announcement(name: string, replacement = '<what replaces it>'): string {
  return `rowpact deprecate ${name} --replacement ${argument(replacement)} --remove-after <date> --reason "<why>"`;
}

function argument(text: string): string {
  return /^[\w.$-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A view that has the column under both names for a while. */
export function renameViewColumn(view: RelationId, from: string, to: string): Remedy {
  const [name, old, next] = [relationName(view), quoteIdentifier(from), quoteIdentifier(to)];
  return remedy(
    `Give ${name} the column under both names, move the consumers, then take the old name away.`,
    producerStep(
      'add the new name at the end of the view instead of renaming',
      `CREATE OR REPLACE VIEW ${name} AS SELECT …, ${old} AS ${next} FROM …;`,
    ),
    producerCommand('announce the old name', announcement(columnName(view, from), columnName(view, to))),
    consumerStep(`use ${next} instead of ${old}, deploy, and run \`rowpact scan\``),
    producerStep('when `rowpact lifecycle` says droppable, make the view without the old name in a later migration'),
  );
}

/** A rename or move of a relation without a gap: a view under the old name. */
export function renameWithView(from: RelationId, to: RelationId): Remedy {
  const [old, next] = [relationName(from), relationName(to)];
  return remedy(
    `Leave a view under the old name ${old}, move the consumers to ${next}, then drop the view.`,
    producerStep(
      `put a view under the old name in the same migration, with the same rights`,
      `CREATE VIEW ${old} AS SELECT * FROM ${next}; GRANT SELECT, INSERT, UPDATE, DELETE ON ${old} TO <the consumers' roles>;`,
    ),
    producerCommand('announce the old name', announcement(old, next)),
    consumerStep(`use ${next} instead of ${old}, deploy, and run \`rowpact scan\``),
    producerStep('when `rowpact lifecycle` says droppable, drop the view in a later migration', `DROP VIEW ${old};`),
  );
}

/** What concerns the meaning of data, where no SQL can serve both sides at once. */
export function tellConsumers(summary: string, check: string): Remedy {
  return remedy(
    summary,
    consumerStep(check),
    producerStep(
      'once the consumers said so, approve the finding with who looked and why it holds, in `lifecycle.yaml`',
    ),
  );
}
