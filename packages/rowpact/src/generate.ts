import { posix } from 'node:path';
import { type Deprecation, FailureError, type Finding, moduleBeside, type Snapshot } from '@rowpact/model';
import type { RegisteredContract, Registry } from '@rowpact/registry';
import type { ScannedPath } from '@rowpact/scan';
import { missingReferences } from './missing-references.js';
import { dependsOn } from './depends-on.js';
import { namedConsumers, type RowpactOptions } from './options.js';
import { announcedIn } from './lifecycle/announced-in.js';
import { pinPath } from './pin.js';
import type { Plan, PlannedChange } from './plan.js';
import { presentConsumers } from './present-consumers.js';
import { producerSchema, type ProducerSchema, revisionInUse } from './producer-schema.js';
import { chosenProducers, registryInUse } from './registry-in-use.js';
import { editorSchemas, snapshotChanges } from './snapshot.js';
import { onceEach } from './statements/once-each.js';
import { statementModules } from './statements/statement-modules.js';

/**
 * Works out the snapshot and the generated module of each chosen consumer. The schema is the producer's own, at the
 * revision asked for or pinned; with `fromSnapshot` the committed one, and the registry's files stay as they are.
 */
export async function planGenerate(options: RowpactOptions): Promise<Plan> {
  const registry = await registryInUse(options, namedConsumers(options));
  const changes: PlannedChange[] = options.fromSnapshot ? [] : [...editorSchemas(registry)];
  const schemas: ProducerSchema[] = [];
  const results: ConsumerModule[] = [];
  const notes: string[] = [];
  const findings: Finding[] = [];
  const ofStatements: PlannedChange[] = [];
  const scanned: ScannedPath[] = [];
  for (const entry of chosenProducers(registry, options)) {
    const revision = await revisionInUse(registry, entry, options, true);
    const schema = await producerSchema(registry, entry.producer, revision, options);
    if (!options.fromSnapshot) changes.push(...(await snapshotChanges(registry, entry, schema)));
    const announced = await announcedIn(registry, entry, schema.snapshot);
    const { present, absent } = await presentConsumers(registry, entry, options);
    const written = present.map((one) => generatedModule(one, { snapshot: schema.snapshot, announced }));
    const modules = [...(await Promise.all(written)), ...absent.map(notWritten)];
    changes.push(...modules.flatMap((module) => module.changes));
    const statements = await statementModules(present, { registry, producer: entry, schema, announced, options });
    ofStatements.push(...statements.changes);
    findings.push(...statements.findings);
    scanned.push(...statements.scanned);
    schemas.push(schema);
    results.push(...modules);
    notes.push(
      ...schema.notes,
      ...pinNote(schema, options),
      ...modules.flatMap(({ note }) => note ?? []),
      ...statements.notes,
    );
  }
  const once = onceEach(ofStatements);
  changes.push(...once.changes);
  notes.push(...once.notes);
  const absent = results.flatMap((module) => module.absent ?? []);
  return {
    command: 'generate',
    root: registry.root,
    changes,
    producers: schemas.map(({ report }) => report),
    findings: [...results.flatMap((module) => module.findings), ...findings],
    whenChecked: options.to === undefined ? schemas.flatMap((schema) => pinnedBehind(registry, schema)) : [],
    notes,
    ...dependsOn(registry, options, { schemas, changes, absent }),
    scanned,
  };
}

function pinNote({ report, newer }: ProducerSchema, options: RowpactOptions): readonly string[] {
  const { name, pinned, revision } = report;
  if (!pinned || options.to !== undefined) return [];
  const behind = `${newer.length} newer migration${newer.length === 1 ? '' : 's'} left out`;
  return [
    `${name} is pinned at ${revision ?? 'nothing'} (an earlier --to), ${behind}; \`rowpact snapshot\` goes to the newest`,
  ];
}

/** A pin that is forgotten would hide every later migration from CI. */
function pinnedBehind(registry: Registry, { report, newer }: ProducerSchema): readonly Finding[] {
  const { name, pinned, revision } = report;
  if (!pinned || revision === null || newer.length === 0) return [];
  const location = { file: pinPath(registry, name) };
  return [{ kind: 'pinned-behind', producer: name, revision, newer, location }];
}

/** A schema, and what in it is announced to go: the types say so. */
interface AnnouncedSchema {
  readonly snapshot: Snapshot;
  readonly announced: readonly Deprecation[];
}

/** What came of one contract: its files, or a note why there are none. */
interface ConsumerModule {
  readonly changes: readonly PlannedChange[];
  readonly findings: readonly Finding[];
  readonly note: string | null;
  /** The consumer's folder, where it is not there. */
  readonly absent: string | null;
}

async function generatedModule(
  entry: RegisteredContract,
  { snapshot, announced }: AnnouncedSchema,
): Promise<ConsumerModule> {
  const { consumer, producer, source, generate } = entry.contract;
  if (!generate) {
    const note = `${consumer} takes no generated types (its contract has no generate)`;
    return { changes: [], findings: [], note, absent: null };
  }
  // Loaded on use: it brings the TypeScript compiler along.
  const { generateModule } = await import('@rowpact/codegen');
  const { text, zod, missing } = pointingAt(entry, () => generateModule(entry.contract, snapshot, announced));
  const change = (file: string, content: string): PlannedChange => {
    return { path: posix.join(source, file), content, producer, consumer, within: source };
  };
  const changes = [
    change(generate.file, text),
    ...(zod === null ? [] : [change(moduleBeside(generate.file, 'zod'), zod)]),
  ];
  return { changes, findings: missingReferences(entry, missing), note: null, absent: null };
}

/** The generator knows the contract and not its file: what it refuses gets its place here. */
function pointingAt<Result>({ path, locate }: RegisteredContract, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const [first, ...others] = error.failures.map((failure) => {
      const section = failure.code === 'override-invalid' ? 'generate' : 'relations';
      return failure.location ? failure : { ...failure, location: { ...locate([section]), file: path } };
    });
    throw first ? new FailureError(first, ...others) : error;
  }
}

/** Its types are written where it is. */
function notWritten({ contract: { consumer, source } }: RegisteredContract): ConsumerModule {
  const note = `${consumer} is not here (no folder ${source}): its types were not written`;
  return { changes: [], findings: [], note, absent: source };
}
