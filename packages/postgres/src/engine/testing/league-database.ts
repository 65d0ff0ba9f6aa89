import { FailureError, type ExtensionStub, type Failure } from '@rowpact/model';
import type { Migration } from '../../migrations/migration.js';
import { openEngine, type EmbeddedDatabase } from '../embedded-database.js';
import { stubFiles } from '../extension-stub.js';
import { runMigration } from '../run-migration.js';
import { migrationOf } from './plan-of.js';
import { sharedTemplate } from './test-cache.js';

/** One engine for all tests of a file, since starting it takes a second: each test works in a schema of its own. */
export class LeagueDatabase {
  schema = '';
  private seasons = 0;

  private constructor(
    private readonly database: EmbeddedDatabase,
    private readonly stubs: readonly ExtensionStub[],
  ) {}

  static async open(stubs: readonly ExtensionStub[] = []): Promise<LeagueDatabase> {
    const database = await openEngine((await sharedTemplate()).data);
    for (const file of stubs.flatMap(stubFiles)) database.addSharedFile(file.path, file.content);
    return new LeagueDatabase(database, stubs);
  }

  close(): Promise<void> {
    return this.database.close();
  }

  /** Makes the schema that everything goes into from now on. */
  async newSeason(): Promise<void> {
    this.seasons += 1;
    this.schema = `season_${String(this.seasons)}`;
    await this.database.exec(`CREATE SCHEMA ${this.schema}`);
    await this.database.exec(`ALTER ROLE postgres SET search_path = ${this.schema}, public`);
  }

  /** Runs a migration and answers its notes, each with its line. */
  async run(text: string, transaction: Migration['transaction'] = 'default'): Promise<readonly string[]> {
    const settings = { stubs: this.stubs, canLoad: () => false, signal: null };
    const notes = await runMigration(this.database, migrationOf('league.sql', text, transaction), settings);
    return notes.map((note) => `${String(note.line)}: ${note.text}`);
  }

  /** Runs a migration that must fail. */
  async failure(text: string, transaction: Migration['transaction'] = 'default'): Promise<Failure> {
    const error: unknown = await this.run(text, transaction).catch((thrown: unknown) => thrown);
    if (this.database.inTransaction()) await this.database.exec('ROLLBACK');
    if (error instanceof FailureError) return error.failures[0];
    throw new Error(`no failure: ${String(error)}`);
  }

  async rows(sql: string): Promise<readonly (readonly unknown[])[]> {
    return (await this.database.query(sql)).map((row) => Object.values(row));
  }

  async exists(relation: string): Promise<boolean> {
    return (await this.rows(`SELECT to_regclass('${this.schema}.${relation}') IS NOT NULL`))[0]?.[0] === true;
  }
}
