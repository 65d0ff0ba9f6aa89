import {
  byCodeUnit,
  type Contract,
  type Deprecation,
  FailureError,
  type GenerateSettings,
  type Snapshot,
} from '@rowpact/model';
import { announcementsOf } from '../announcements.js';
import { helperDeclarations } from '../helper-declarations.js';
import { importSection } from '../import-section.js';
import { moduleHeader } from '../module-header.js';
import { RowSerializer } from '../row-serializer.js';
import { textLiteral } from '../text-literal.js';
import { TypeMapper } from '../type-mapper.js';
import { readOverrides } from '../type-overrides.js';
import { COMMON_DECLARATIONS, PG_DECLARATIONS, STATEMENT_NAMES } from './declarations.js';
import { namedRows } from './named-rows.js';
import { statementEntry } from './statement-entries.js';
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
  const overrides = readOverrides(contract.consumer, settings);
  const mapper = new TypeMapper(snapshot, settings, overrides, 'labels');
  const serializer = new RowSerializer();
  const announcements = announcementsOf(deprecations, snapshot);
  const writer = { mapper, serializer, announcements, undefinedIsNull: settings.driver === 'pg' };
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
    refusals(sorted, calls),
  ].join('');
}

/** What TypeScript cannot refuse at its call, because nobody awaits it, it refuses here. */
function refusals(texts: readonly StatementText[], calls: StatementCalls): string {
  const unseen = texts.flatMap(({ verdict }) =>
    verdict.kind === 'refused'
      ? verdict.unseenAt.map(({ file, line }) => ({ file, line, message: verdict.message }))
      : [],
  );
  const problems = [...unseen, ...calls.refused];
  if (problems.length === 0) return '';
  const sorted = problems.sort((left, right) => byCodeUnit(left.file, right.file) || left.line - right.line);
  const lines = new Set(
    sorted.map(
      ({ file, line, message }) => `  RefusedAt<SqlProblem<${textLiteral(`${file}:${line}: ${message}`)}>>,\n`,
    ),
  );
  return `
type RefusedAt<Problem extends never> = Problem;

/** Statements that PostgreSQL does not take, and whose calls cannot show it: each is an error here. */
// prettier-ignore
export type Refusals = [
${[...lines].join('')}];
`;
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

function settingsOf({ consumer, generate }: Contract): GenerateSettings {
  if (!generate) throw new TypeError(`${consumer} takes no generated types`);
  return generate;
}
