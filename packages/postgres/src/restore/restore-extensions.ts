import {
  byCodeUnit,
  partsOf,
  quoteIdentifier,
  quoteLiteral,
  typeId,
  type ExtensionInfo,
  type ExtensionStub,
  type TypeId,
} from '@rowpact/model';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import type { LoadedExtension } from '../engine/extension-packages.js';
import { stubFiles, stubScript, STUB_VERSION } from '../engine/extension-stub.js';
import { KNOWN_EXTENSIONS } from '../engine/known-extensions.js';
import { plainStep, type RefusedStep, type Step } from './restore-step.js';
import { StepRun, type GivenUp } from './run-steps.js';

/** What extensions a restored database can have. */
export interface ExtensionSources {
  readonly loaded: readonly LoadedExtension[];
  readonly stubs: readonly ExtensionStub[];
}

/** Always there: the engine's own. */
const BUILT_IN = 'plpgsql';

/** The extensions of one database while it is being restored. */
export class RestoredExtensions {
  private standIns = 0;
  private readonly notes: GivenUp[] = [];
  private readonly tried = new Set<string>();

  constructor(
    private readonly database: EmbeddedDatabase,
    private readonly sources: ExtensionSources,
  ) {}

  get givenUp(): readonly GivenUp[] {
    return this.notes;
  }

  /**
   * Creates them: the user's stub before the real package before the known stub. One that nobody has becomes an extension
   * with those of the types wanted that stand in its schema.
   */
  async create(extensions: readonly ExtensionInfo[], wanted: readonly TypeId[]): Promise<void> {
    const others = extensions.filter(({ name }) => name !== BUILT_IN);
    const unknown = others.filter((info) => this.stubOf(info.name) === null && !this.isLoaded(info.name));
    const run = new StepRun(this.database, () => Promise.resolve(false));
    await run.stage(others.filter((info) => !unknown.includes(info)).map((info) => this.stepOf(info)));
    await run.settle();
    this.notes.push(...run.givenUp);
    const orphans = new Set(await this.missingTypes(wanted));
    for (const info of unknown) {
      const own = [...orphans].filter((id) => partsOf(id).schema === info.schema);
      await this.createUnknown(info, own);
      for (const id of own) orphans.delete(id);
    }
    await this.standIn([...orphans]);
  }

  /** Stands in for types that PostgreSQL says are missing; answers whether there were any. */
  async supply(refused: readonly RefusedStep[], schemas: readonly string[]): Promise<boolean> {
    const made = new Set(refused.map(({ step }) => step.makes));
    const missing = refused.flatMap(({ refusal }) => missingType(refusal.message, schemas));
    const orphans = [...new Set(missing)].filter((id) => !made.has(id) && !this.tried.has(id));
    await this.standIn(orphans);
    return orphans.length > 0;
  }

  private isLoaded(name: string): boolean {
    return this.sources.loaded.some((loaded) => loaded.name === name);
  }

  private stubOf(name: string): ExtensionStub | null {
    const own = this.sources.stubs.find((stub) => stub.extension === name);
    if (own || this.isLoaded(name)) return own ?? null;
    const known = Object.hasOwn(KNOWN_EXTENSIONS, name) ? KNOWN_EXTENSIONS[name] : undefined;
    return known ? { extension: name, types: known.types, functions: known.functions } : null;
  }

  private stepOf(info: ExtensionInfo): Step {
    const stub = this.stubOf(info.name);
    const loss = { of: info.name, text: `the extension ${info.name} cannot be created` };
    if (stub !== null) this.addStub(stub, info.version);
    const create = `CREATE EXTENSION ${quoteIdentifier(info.name)}`;
    const inSchema = `${create} SCHEMA ${quoteIdentifier(info.schema)}`;
    // The embedded engine has mostly one version, and some extensions choose their schema themselves.
    const anywhere = plainStep(create, loss);
    const anyVersion: Step = { ...plainStep(inSchema, loss), weaker: { step: anywhere, loss: null } };
    const version = `${inSchema} VERSION ${quoteLiteral(info.version)}`;
    return { ...anyVersion, sql: version, weaker: { step: anyVersion, loss: null } };
  }

  private async createUnknown(info: ExtensionInfo, types: readonly TypeId[]): Promise<void> {
    const names = types.map((id) => partsOf(id).name);
    const loss = { of: info.name, text: unknownText(info.name, types) };
    await this.createStub({ extension: info.name, types: names, functions: [] }, info);
    this.notes.push({ loss, reason: 'the embedded engine does not have it, and no stub stands in for it' });
  }

  /** Types outside of any extension that is known get extensions of our own, one for each schema. */
  private async standIn(orphans: readonly TypeId[]): Promise<void> {
    const bySchema = new Map<string, string[]>();
    for (const id of [...orphans].sort(byCodeUnit)) {
      const { schema, name } = partsOf(id);
      this.tried.add(id);
      bySchema.set(schema, [...(bySchema.get(schema) ?? []), name]);
      const loss = { of: id, text: `the type ${id} is a stand-in that holds any text` };
      this.notes.push({ loss, reason: 'the snapshot does not say what it is' });
    }
    for (const [schema, types] of bySchema) {
      this.standIns += 1;
      const name = `rowpact_stand_in_${String(this.standIns)}`;
      await this.createStub({ extension: name, types, functions: [] }, { name, schema, version: STUB_VERSION });
    }
  }

  private async createStub(stub: ExtensionStub, info: ExtensionInfo): Promise<void> {
    this.addStub(stub, info.version);
    const run = new StepRun(this.database, () => Promise.resolve(false));
    const version = `VERSION ${quoteLiteral(info.version)}`;
    const sql = `CREATE EXTENSION ${quoteIdentifier(info.name)} SCHEMA ${quoteIdentifier(info.schema)} ${version}`;
    await run.stage([plainStep(sql, { of: info.name, text: `the extension ${info.name} cannot be created` })]);
    await run.settle();
    this.notes.push(...run.givenUp);
  }

  private addStub(stub: ExtensionStub, version: string): void {
    for (const { path, content } of [...stubFiles(stub), stubScript(stub, version)]) {
      this.database.addSharedFile(path, ownTypmods(stub.extension, content));
    }
  }

  private async missingTypes(wanted: readonly TypeId[]): Promise<readonly TypeId[]> {
    const rows = await this.database.query(
      'SELECT id FROM unnest($1::text[]) AS id WHERE pg_catalog.to_regtype(id) IS NULL',
      [wanted],
    );
    // Only what was passed in comes back.
    return rows.map((row) => String(row['id']) as TypeId);
  }
}

function unknownText(name: string, types: readonly TypeId[]): string {
  const list = types.length === 0 ? '' : ` but for stand-ins for its types ${types.join(', ')}`;
  return `the extension ${name} is empty${list}: statements that call its functions or operators are refused`;
}

/** Two stubs with types can stand in one schema: their functions for type modifiers must not have the same names. */
function ownTypmods(extension: string, script: string): string {
  return script.replace(/\browpact_typmod_(in|out)\b/g, (_, end: string) =>
    quoteIdentifier(`rowpact_typmod_${extension}_${end}`),
  );
}

/** PostgreSQL names the type without its own quotes; the schemas tell where its own name begins. */
function missingType(message: string, schemas: readonly string[]): readonly TypeId[] {
  const name = /^type ("?)([\s\S]+?)(?:\[\])*\1 does not exist$/.exec(message)?.[2];
  const schema = schemas.find((each) => name?.startsWith(`${each}.`) === true);
  if (name === undefined || schema === undefined) return [];
  return [typeId(schema, name.slice(schema.length + 1))];
}
