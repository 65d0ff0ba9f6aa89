import type { EmbeddedDatabase } from '../../engine/embedded-database.js';
import type { RefusedAnswer } from '../../analysis/answer.js';
import { askPiece, type PieceAnswer, type TypedName } from './ask-piece.js';
import type { PlpgsqlBody } from './plpgsql-body.js';
import type { Routine } from './read-routines.js';
import { makeShape, namesOf, shapeIn } from './record-shape.js';

/** Combinations of what records may hold that are tried at most. */
const MOST_TRIES = 16;

/** The names that the pieces of one body can use, and what each may be. */
export class BodyScope {
  /** Types by name; none where nobody can know them. */
  private readonly types = new Map<string, readonly string[]>();
  private shapes = 0;

  private constructor(
    private readonly database: EmbeddedDatabase,
    private readonly routine: Routine,
  ) {}

  /** @param refuse - takes what PostgreSQL says of the declarations. */
  static async of(
    database: EmbeddedDatabase,
    routine: Routine,
    body: PlpgsqlBody | null,
    refuse: (refusal: RefusedAnswer) => void,
  ): Promise<BodyScope> {
    const scope = new BodyScope(database, routine);
    for (const { name, type, isInput } of routine.parameters)
      if (name !== null && !isInput) scope.types.set(name, [type]);
    if (body) {
      await scope.declare(body, refuse);
      for (const { record, query } of body.compared) if (query !== null) await scope.compare(record, query);
      for (const { record } of body.fillers) if (scope.isRecord(body, record)) scope.types.set(record, []);
      await scope.fill(body);
      for (const [alias, name] of body.aliases) scope.types.set(alias, scope.typesOf(name));
    }
    return scope;
  }

  private typesOf(name: string): readonly string[] {
    const parameter = this.routine.parameters.find((one) => one.name === name);
    return parameter ? [parameter.type] : (this.types.get(name) ?? []);
  }

  private isRecord({ variables }: PlpgsqlBody, name: string): boolean {
    return variables.some((variable) => variable.name === name && variable.type === null);
  }

  private async declare({ variables }: PlpgsqlBody, refuse: (refusal: RefusedAnswer) => void): Promise<void> {
    for (const { name, type } of variables) {
      if (this.routine.parameters.some((parameter) => parameter.name === name)) continue;
      const written = type === null ? null : this.writtenType(type);
      const known = this.types.get(name) ?? [];
      if (written === null) this.types.set(name, known);
      else if (!known.includes(written)) {
        const answer = await askPiece(this.database, this.routine.name, 'SELECT 1', [{ name, type: written }]);
        if (answer.kind === 'refused' && answer.refusal.sqlstate !== SYNTAX) refuse(answer.refusal);
        this.types.set(name, answer.kind === 'tree' ? [...known, written] : known);
      }
    }
  }

  /** A type as a parameter's can be written: `players%ROWTYPE` is `players`, and the type of another variable is looked up. */
  private writtenType(type: string): string | null {
    const row = /^(.*)%\s*rowtype\s*$/is.exec(type);
    if (row?.[1] !== undefined) return row[1];
    const other = /^\s*(\w+)\s*%\s*type\s*$/i.exec(type)?.[1]?.toLowerCase();
    return other === undefined ? type : (this.typesOf(other)[0] ?? null);
  }

  private async compare(name: string, query: string): Promise<void> {
    const tree = await this.treeOf(query);
    const shape = tree === null ? null : shapeIn(tree);
    this.types.set(name, shape ? (await namesOf(this.database, shape)).slice(0, 1) : []);
  }

  /** What records hold: a row of each query that fills them. One that is filled in a way nobody sees has no type. */
  private async fill({ fillers }: PlpgsqlBody): Promise<void> {
    const unseen = new Set<string>();
    for (const { record, query } of fillers) {
      const known = this.types.get(record);
      if (known === undefined) continue;
      const tree = query === null ? null : await this.treeOf(query);
      const shape = tree === null ? null : shapeIn(tree);
      if (shape) this.types.set(record, [...known, await makeShape(this.database, shape, (this.shapes += 1))]);
      else unseen.add(record);
    }
    for (const record of unseen) if (this.types.has(record)) this.types.set(record, []);
  }

  private async treeOf(query: string): Promise<string | null> {
    const { answers } = await this.ask(query, null);
    const tree = answers.find((answer) => answer.kind === 'tree');
    return tree?.tree ?? null;
  }

  /**
   * Asks about a piece with everything that the names in it may be.
   * @param row - the type of NEW and OLD; null where there are none.
   */
  async ask(
    text: string,
    row: string | null,
  ): Promise<{ readonly answers: readonly PieceAnswer[]; readonly unknown: readonly string[] }> {
    const inputs: TypedName[] = this.routine.parameters.filter(({ isInput }) => isInput);
    const mentioned = [...this.types].filter(([name]) => mentions(text, name));
    const given = (name: string, types: readonly string[]): readonly string[] =>
      row !== null && (name === 'new' || name === 'old') ? [row] : types;
    let tries: readonly (readonly TypedName[])[] = [inputs];
    const unknown: string[] = [];
    for (const [name, declared] of mentioned) {
      const types = given(name, declared);
      if (types.length === 0) unknown.push(name);
      else tries = tries.flatMap((names) => types.map((type) => [...names, { name, type }])).slice(0, MOST_TRIES);
    }
    const answers: PieceAnswer[] = [];
    for (const names of tries) answers.push(await askPiece(this.database, this.routine.name, text, names));
    return { answers, unknown };
  }

  /** Whether a piece names the rows of a trigger. */
  static namesRows(text: string): boolean {
    return mentions(text, 'new') || mentions(text, 'old');
  }
}

const SYNTAX = '42601';

function mentions(text: string, name: string): boolean {
  const word = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w$])${word}(?![\\w$])`, 'i').test(text);
}
