import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { byCodeUnit, type ConsumerScan, generatedModules, queriesModule } from '@rowpact/model';
import type { QueryFile, TypedQuery } from '@rowpact/codegen';
import type { RegisteredContract, Registry } from '@rowpact/registry';
import type { PlannedChange } from '../plan.js';
import type { JudgedFile, JudgedQuery } from './judge-queries.js';
import { problemsInQueries } from './remembered-problems.js';
import type { StatementContext } from './statement-context.js';

/** The modules beside a consumer's `.sql` files, and those that have none any more. */
export interface QueryModules {
  readonly changes: readonly PlannedChange[];
  readonly notes: readonly string[];
}

/** Whether a contract is the first of those that take the statements of one folder: what may be anybody's is its. */
export function isFirstOfFolder({ producers }: Registry, { contract }: RegisteredContract): boolean {
  const others = producers.flatMap((one) => one.contracts).map((one) => one.contract);
  return !others.some(
    ({ source, producer, generate }) =>
      source === contract.source && generate?.statements === true && byCodeUnit(producer, contract.producer) < 0,
  );
}

/**
 * Writes the modules of the files, and takes away those that rowpact wrote for this contract and no file asks for.
 * A file of somebody else's stays as it is.
 * @param wordsOf why PostgreSQL does not take a text.
 */
export async function queryModules(
  entry: RegisteredContract,
  judged: readonly JudgedFile[],
  scan: Pick<ConsumerScan, 'generated' | 'unreadable'>,
  wordsOf: (statement: string) => string,
  { registry, schema, announced, options }: StatementContext,
): Promise<QueryModules> {
  const { contract } = entry;
  const { producer, consumer, source } = contract;
  const { generateQueries, isQueriesModule } = await import('@rowpact/codegen');
  const others = new OtherFiles(registry, entry);
  const files: QueryFile[] = [];
  const notes: string[] = [];
  for (const { file, queries } of judged) {
    const path = posix.join(source, queriesModule(file));
    const before = await textAt(join(registry.root, path));
    if (others.areIn(file)) continue;
    if (others.has(path) || (before !== null && !isQueriesModule(before))) {
      notes.push(`${posix.join(source, file)} gets no functions: ${path} is not what rowpact wrote for it`);
      continue;
    }
    const remembered = options.fromSnapshot === true ? problemsInQueries(before ?? '') : new Map<string, string>();
    const words = (text: string): string => remembered.get(text) ?? wordsOf(text);
    files.push({ file, queries: queries.map((query) => typedQuery(query, words)) });
  }
  const modules = generateQueries(contract, schema.snapshot, announced, files);
  const planned = new Set(modules.map(({ file }) => file));
  const gone: string[] = [];
  for (const file of scan.generated.filter((one) => one.endsWith(queriesModule('')) && !planned.has(one))) {
    const unread = scan.unreadable.some(({ location }) => queriesModule(location.file) === file);
    const text = unread ? null : await textAt(join(registry.root, source, file));
    if (text !== null && isQueriesModule(text, contract)) gone.push(file);
  }
  const change = (file: string, content: string | null): PlannedChange => {
    return { path: posix.join(source, file), content, producer, consumer, within: source };
  };
  return {
    changes: [...modules.map(({ file, text }) => change(file, text)), ...gone.map((file) => change(file, null))],
    notes,
  };
}

function typedQuery({ query, verdict }: JudgedQuery, wordsOf: (statement: string) => string): TypedQuery {
  const { name, place, text, answer, parameters } = query;
  const given = { name, place, text, answer, parameters };
  switch (verdict.kind) {
    case 'any':
      return { ...given, verdict };
    case 'typed':
      return { ...given, verdict: { kind: 'typed', statement: verdict.analysis } };
    case 'refused':
      return { ...given, verdict: { kind: 'refused', message: wordsOf(text), unseenAt: [place] } };
  }
}

async function textAt(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

/** What belongs to other contracts of the registry. */
class OtherFiles {
  private readonly modules: ReadonlySet<string>;
  private readonly folders: readonly string[];

  constructor({ producers }: Registry, { contract: { source } }: RegisteredContract) {
    const contracts = producers.flatMap((one) => one.contracts).map(({ contract }) => contract);
    this.modules = new Set(
      contracts.flatMap((one) =>
        one.generate ? generatedModules(one.generate).map((file) => posix.join(one.source, file)) : [],
      ),
    );
    this.folders = contracts
      .map((one) => posix.relative(source, one.source))
      .filter((folder) => folder !== '' && !folder.startsWith('..'));
  }

  /** Whether a path from the root is that of another generated module. */
  has(path: string): boolean {
    return this.modules.has(path);
  }

  /** Whether a file of this consumer lies in the folder of another one, within its own. */
  areIn(file: string): boolean {
    return this.folders.some((folder) => file.startsWith(`${folder}/`));
  }
}
