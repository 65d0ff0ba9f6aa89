import type { Blind, Place, Statement } from '@rowpact/model';
import { ts } from 'ts-morph';
import type { FindInModule, FindContext, ModuleFindings, SourceModule } from '../module/source-module.js';
import { declarationOf } from '../value/declaration.js';
import { createMachine } from './create-machine.js';
import { findingOf, leftAlone } from './findings.js';
import { pluginsOfConsumer } from './plugins-of-consumer.js';
import type { Machine } from './machine.js';
import { placeOf } from './places.js';
import { runModule } from './run-module.js';

const NOTHING: ModuleFindings = { statements: [], blinds: [], texts: [], tables: [] };

/** What a module must hold to be worth interpreting: a call that only Kysely has, or one that executes a chain from elsewhere. */
const SIGNS =
  /\.\s*(?:selectFrom|selectNoFrom|insertInto|updateTable|deleteFrom|mergeInto|replaceInto|executeTakeFirst(?:OrThrow)?)\b|['"]kysely['"/]/;
const EXECUTES = /\.\s*execute\(\s*\)/;

/**
 * Finds the statements that Kysely's query builder makes. The module is interpreted, function by function, with our own Kysely in the
 * place of the consumer's: what Kysely compiles at run time, it compiles here, each value that is not known a parameter.
 */
export const findKyselyChains: FindInModule = (module, context) => {
  const { text } = module.source;
  const isWorthIt = SIGNS.test(text) || EXECUTES.test(text) || inheritsChains(module, context);
  return isWorthIt ? interpretModule(module, context) : NOTHING;
};

/** Whether a class takes over methods from a class of another module that makes chains: `class Players extends Repository`. */
function inheritsChains(module: SourceModule, { graph }: FindContext): boolean {
  if (!/\bclass\b[^{]*\bextends\b/.test(module.source.text)) return false;
  return module.source.statements.some((statement) => {
    const clauses = ts.isClassDeclaration(statement) ? (statement.heritageClauses ?? []) : [];
    return clauses.some(({ types }) =>
      types.some(({ expression }) => {
        const base = ts.isIdentifier(expression) ? declarationOf(expression, module, graph) : null;
        return base?.kind === 'declared' && base.module !== module && SIGNS.test(base.module.source.text);
      }),
    );
  });
}

function interpretModule(module: SourceModule, { graph }: FindContext): ModuleFindings {
  const machine = createMachine(module, graph, pluginsOfConsumer);
  const givenUp = runModule(machine, (node) => holdsChains(node, module));
  return collect(
    machine,
    givenUp.filter((node) => holdsChains(node, module)).map((node) => tooMuch(node, module)),
  );
}

function holdsChains(node: ts.Node, { source }: SourceModule): boolean {
  return SIGNS.test(source.text.slice(node.pos, node.end));
}

function tooMuch(node: ts.Node, module: SourceModule): Blind {
  return {
    place: placeOf({ node, module }),
    caller: 'kysely',
    reason: 'built by code',
    detail: 'the code around the query goes through more steps than are followed',
    text: null,
    attempts: [],
  };
}

function collect(machine: Machine, overflow: readonly Blind[]): ModuleFindings {
  const { traces } = machine;
  const executed = machine.emissions.map((emission) => findingOf(emission, machine));
  const emitted = new Set(machine.emissions.map(({ chain }) => chain));
  const left = traces.chains.filter(
    (chain) =>
      !emitted.has(chain) && !traces.isStep(chain) && !traces.isDiscarded(chain) && traces.of(chain).executable,
  );
  const ends = left.flatMap((chain) => {
    const { end } = traces.of(chain);
    return end !== null && end.module === machine.module ? [findingOf(leftAlone(chain, end), machine)] : [];
  });
  const statements = new Map<string, Statement>();
  const blinds = new Map<string, Blind>(overflow.map((blind) => [keyOf(blind.place, blind.detail), blind]));
  for (const finding of [...executed, ...ends]) {
    if (finding?.kind === 'statement')
      statements.set(keyOf(finding.statement.place, finding.statement.text), finding.statement);
    else if (finding?.kind === 'blind')
      blinds.set(keyOf(finding.blind.place, `${finding.blind.detail} ${finding.blind.text ?? ''}`), finding.blind);
  }
  return { ...NOTHING, statements: sorted([...statements.values()]), blinds: sorted([...blinds.values()]) };
}

function keyOf(place: Place, text: string): string {
  return `${place.line}:${place.column} ${text}`;
}

function sorted<Found extends { readonly place: Place }>(found: readonly Found[]): readonly Found[] {
  return [...found].sort((one, other) => one.place.line - other.place.line || one.place.column - other.place.column);
}
