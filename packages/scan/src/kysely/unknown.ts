import type { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';

/** A node and the module that it stands in. */
export interface Spot {
  readonly node: ts.Node;
  readonly module: SourceModule;
}

/** A type as it is written, and the module that its names belong to. */
export interface TypeAt {
  readonly type: ts.Node;
  readonly module: SourceModule;
}

/** What is known of a value that only the running program has. */
export interface Facts extends Spot {
  /** As it is written, such as `input.team_id`. */
  readonly text: string;
  /** In words, for a person: ``a parameter of `listPlayers` ``. */
  readonly from: string;
  readonly type: TypeAt | null;
  /** The texts that it can be, where they are few and known. */
  readonly options: readonly string[] | null;
  /** The chains that went into the call that answers it. */
  readonly chains: readonly object[];
  /** The package that it comes from. */
  readonly package: string | null;
  /** Why it stands for a piece of SQL that is not known, which no parameter can stand in for; null for a mere value. */
  readonly sql: string | null;
}

/** Thrown by an unknown value where Kysely wants more than to hand it on as a parameter. */
export class WantedError extends Error {
  constructor(
    readonly value: object,
    readonly wanted: 'name' | 'members',
  ) {
    super(`an unknown value is wanted as ${wanted}`);
  }
}

const facts = new WeakMap<object, Facts>();

/**
 * A stand-in for a value that is not known. Kysely may carry it as a parameter; as soon as it looks inside, because it wants a name
 * or an object's keys, the stand-in throws. So Kysely itself says which places of its interface are values and which are names.
 */
export function createUnknown(about: Facts): object {
  const value: object = new Proxy(Object.create(null) as object, {
    get: (_, key) => {
      // Asked by Kysely to tell expressions from values; a value has none of them.
      const isAsked = key === 'toOperationNode' || key === 'then' || typeof key === 'symbol';
      if (!isAsked || key === Symbol.toPrimitive || key === Symbol.iterator) throw new WantedError(value, 'name');
      return undefined;
    },
    has: () => false,
    ownKeys: () => {
      throw new WantedError(value, 'members');
    },
  });
  facts.set(value, about);
  return value;
}

/** Of longer code the beginning is enough to name it. */
const LONGEST_TEXT = 120;

/** A stand-in for what an expression answers. */
export function unknownAt({ node, module }: Spot, about: Partial<Facts> = {}): object {
  const start = node.getStart(module.source);
  const written = module.source.text.slice(start, Math.min(node.end, start + LONGEST_TEXT)).replace(/\s+/g, ' ');
  const text = written.length > 60 ? `${written.slice(0, 57)}...` : written;
  return createUnknown({
    node,
    module,
    text,
    from: 'not known',
    type: null,
    options: null,
    chains: [],
    package: null,
    sql: null,
    ...about,
  });
}

export function isUnknown(value: unknown): value is object {
  return typeof value === 'object' && value !== null && facts.has(value);
}

/** What is known of a stand-in. */
export function factsOf(value: object): Facts {
  const about = facts.get(value);
  if (about === undefined) throw new TypeError('not an unknown value');
  return about;
}
