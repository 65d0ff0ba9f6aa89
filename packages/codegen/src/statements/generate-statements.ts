import { byCodeUnit, type Contract, type Deprecation, FailureError, type Snapshot } from '@rowpact/model';
import { helperDeclarations } from '../helper-declarations.js';
import { importSection } from '../import-section.js';
import { moduleHeader } from '../module-header.js';
import { settingsOf } from '../settings-of.js';
import { RowSerializer } from '../row-serializer.js';
import { COMMON_DECLARATIONS, PG_DECLARATIONS, STATEMENT_NAMES } from './declarations.js';
import { namedRows } from './named-rows.js';
import { problemsOf, refusals } from './refusals.js';
import { entryTypes, statementEntry } from './statement-entries.js';
import type { StatementCalls, StatementText } from './typed-statement.js';

/**
 * Writes the module that types one consumer's statements where they are run: a map from each text to its row and its
 * parameters, and what teaches the driver about it. Failures: `override-invalid` for overrides that are no types,
 * `name-clash` where an import that they need has one of the module's own names.
 * @param contract one that takes the types of statements (`generate.statements`).
 * @param texts every text once, in any order
 * @param teachPg whether the consumer sends any of them through `pg`: the module then needs the types of that package
 * @param calls what takes the type of its rows where it is called
 */
export function generateStatements(
  contract: Contract,
  snapshot: Snapshot,
  deprecations: readonly Deprecation[],
  texts: readonly StatementText[],
  teachPg: boolean,
  calls: StatementCalls = { rows: [], refused: [] },
): string {
  const settings = settingsOf(contract);
  const serializer = new RowSerializer();
  const writer = { ...entryTypes(contract, settings, snapshot, deprecations), serializer };
  const sorted = [...texts].sort((left, right) => byCodeUnit(left.text, right.text));
  const entries = sorted.map((text) => statementEntry(text, writer));
  const rows = namedRows(calls.rows, writer);
  refuseTakenNames(contract.consumer, serializer, new Set(calls.rows.map(({ name }) => name)));
  const helpers = helperDeclarations(settings.driver, serializer);
  return [
    moduleHeader(contract, 'the statements'),
    '// biome-ignore-all lint: generated\n/* eslint-disable */\n',
    importSection(serializer, false),
    teachPg ? 'import type { QueryResult } from "pg";\n' : '',
    '\n/** Every statement in the source, by its text. */\n// prettier-ignore\nexport interface Statements {\n',
    ...entries,
    '}\n',
    rows,
    ...helpers.map((helper) => `\n${helper}`),
    COMMON_DECLARATIONS,
    ...(teachPg ? [PG_DECLARATIONS] : []),
    refusals([...problemsOf(sorted), ...calls.refused]),
  ].join('');
}

function refuseTakenNames(consumer: string, { imports }: RowSerializer, rows: ReadonlySet<string>): void {
  const taken = [...imports.values()].find(({ name }) => STATEMENT_NAMES.includes(name) || rows.has(name));
  if (taken === undefined) return;
  throw new FailureError({
    code: 'name-clash',
    message: `the import of ${taken.name} from ${taken.from} and rowpact's own type ${taken.name} would have one name in the statements of ${consumer}`,
    hint: `In the contract of ${consumer}, re-export ${taken.name} under another name and import that.`,
  });
}
