import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit, displayName, parseRelationId, type RelationId, type RowType } from '@rowpact/model';
import { leagueModule, LEAGUE, typeOf } from './league.js';
import { readRowTypes } from './read-row-types.js';
import { matchRowTypes } from '../match-row-types.js';
import type { Adoption, AdoptedType } from '../adoption.js';
import { nameExpander } from '../type-names.js';
import type { RowTypeMatch, StatementAnswer, WrongProperty } from '../row-type-match.js';

/** `case.json`: what is not in the case's files. Everything may be left out. */
export interface CaseSettings {
  /** What the case is about. */
  readonly about: string;
  /** The generated module. */
  readonly generated?: string;
  /** Whether the module is not there yet. */
  readonly notGenerated?: boolean;
  /**
   * The statements that each type types: the relations that a statement names, and its result columns, `players.id` for a
   * column under its own name, `name = players.id` for one under an alias, `name =` for an expression; `players.*`; `refused`
   * for a statement that PostgreSQL refuses.
   */
  readonly statements?: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** Statements that type no type. */
  readonly otherStatements?: readonly (readonly string[])[];
  /** Line ends that the files get, which git would not keep. */
  readonly lineEnds?: 'CRLF';
  readonly byteOrderMark?: boolean;
}

/** The files of a folder by their path in it, read as text. */
export function readFolder(folder: string, prefix = ''): ReadonlyMap<string, string> {
  const files = readdirSync(join(folder, prefix)).flatMap((name): (readonly [string, string])[] => {
    const path = `${prefix}${name}`;
    if (statSync(join(folder, path)).isDirectory()) return [...readFolder(folder, `${path}/`)];
    return [[path, readFileSync(join(folder, path), 'utf8')]];
  });
  return new Map(files.sort(([left], [right]) => byCodeUnit(left, right)));
}

/** The input of a case as it stands on the disk, the generated module with it. */
export function inputOf(folder: string, settings: CaseSettings): ReadonlyMap<string, string> {
  const files = new Map(readFolder(join(folder, 'input')));
  for (const [file, text] of files) files.set(file, asWritten(text, settings));
  if (settings.notGenerated !== true && !files.has(generatedFile(settings))) {
    files.set(generatedFile(settings), leagueModule());
  }
  return files;
}

export function generatedFile({ generated }: CaseSettings): string {
  return generated ?? 'src/database.gen.ts';
}

/** Puts in the line ends and the mark that the repository does not keep. */
export function asWritten(text: string, { lineEnds, byteOrderMark }: CaseSettings): string {
  const ended = lineEnds === 'CRLF' ? text.replaceAll('\n', '\r\n') : text;
  return byteOrderMark === true ? `\uFEFF${ended}` : ended;
}

export function matchesIn(
  files: ReadonlyMap<string, string>,
  settings: CaseSettings,
  folder: string,
): readonly RowTypeMatch[] {
  const results = new Map<string, StatementAnswer>();
  const statementsOf = (name: string): RowType['statements'] =>
    (settings.statements?.[name] ?? []).map((columns, at) => {
      if (!columns.includes('refused')) results.set(`src/${name}.sql.ts:${at + 1}:1`, answerOf(columns));
      return { file: `src/${name}.sql.ts`, line: at + 1, column: 1 };
    });
  const rowTypes = [...files].flatMap(([file, text]) =>
    /\.(?:[cm]?tsx?|svelte|vue|astro)$/.test(file) ? readRowTypes(file, text, statementsOf) : [],
  );
  settings.otherStatements?.forEach((columns, at) => results.set(`src/other.ts:${at + 1}:1`, answerOf(columns)));
  return matchRowTypes(rowTypes, {
    snapshot: LEAGUE,
    results,
    typeOf,
    generated: generatedFile(settings),
    expand: nameExpander(folder),
  });
}

function answerOf(texts: readonly string[]): StatementAnswer {
  const columns = texts.flatMap((text): StatementAnswer['columns'] => {
    const [, alias, source = ''] = /^(?:(\w+) =)? ?(\S*)$/.exec(text) ?? [];
    if (source === '') return [{ name: alias ?? '', source: null }];
    const dot = source.lastIndexOf('.');
    const relation = idOf(source.slice(0, dot));
    const names = source.endsWith('.*') ? columnsOf(relation) : [source.slice(dot + 1)];
    return names.map((column) => ({ name: alias ?? column, source: { relation, column } }));
  });
  return { relations: [...new Set(columns.flatMap(({ source }) => source?.relation ?? []))], columns };
}

function idOf(name: string): RelationId {
  const id = parseRelationId(name);
  if (id === null) throw new Error(`no relation: ${name}`);
  return id;
}

function columnsOf(relation: RelationId): readonly string[] {
  return LEAGUE.relations.find(({ id }) => id === relation)?.columns.map(({ name }) => name) ?? [];
}

/** What a case's golden says of the types, without what says nothing. */
export function describeAdoption({ types, needs }: Adoption): unknown {
  return {
    types: types.map(describeType),
    needs: Object.fromEntries([...needs].map(([relation, columns]) => [displayName(relation), columns])),
  };
}

function describeType(type: AdoptedType): unknown {
  const { match } = type;
  const others = match.properties.filter(({ role }) => role !== 'column');
  const described = {
    type: `${match.rowType.name} ${match.rowType.location.file}:${match.rowType.location.line}`,
    relation: [match.relation, ...match.rivals].map(displayName).join(' or '),
    evidence: match.evidence,
    form: match.form === 'JSON' ? 'JSON' : null,
    whole: match.whole,
    stale: match.stale.map(({ name, location }) => `${name} ${location.line}:${location.column}`),
    missing: match.missing,
    wronglyTyped: match.wronglyTyped.map(describeWrong),
    wronglyNullable: match.wronglyNullable.map(describeWrong),
    roles: Object.fromEntries(others.map(({ property, role }) => [property.name, role])),
    outcome: type.outcome,
    ...(type.outcome === 'replaced'
      ? {
          ...{ becomes: type.becomes, kept: type.kept, unused: type.unused },
          lostComments: type.lostComments.map(({ location, text }) => `${location.line}:${location.column} ${text}`),
        }
      : { reason: type.reason }),
  };
  return Object.fromEntries(Object.entries(described).filter(([, value]) => !isNothing(value)));
}

function describeWrong({ property, generated }: WrongProperty): string {
  return `${property.name}: ${property.type} is ${generated}`;
}

function isNothing(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
