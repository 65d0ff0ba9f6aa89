import { createRequire } from 'node:module';
import { fail } from '@rowpact/model';
import type typescript from 'typescript';
import type { ExpressionNode } from './kysely-codegen.js';
import { OverrideNode, unionOf, type OverrideImport, type OverrideShape } from './nodes.js';
import { isIdentifier } from './type-names.js';

const require = createRequire(import.meta.url);

/** TypeScript's parser, loaded when there is an override to read. By `require`: an `import` reads all of it twice. */
function compiler(): typeof typescript {
  return require('typescript') as typeof typescript;
}

/** Where a type that somebody wrote stands, for the messages about it. */
export interface OverridePlace {
  readonly consumer: string;
  /** The path in the contract: `generate.types.public.email`. */
  readonly setting: string;
}

/**
 * Reads the TypeScript of an override: one type, in one line. What is no type would break the whole module or smuggle code
 * into it, so it is refused (`override-invalid`).
 */
export function overrideNode(text: string, from: OverrideImport | null, place: OverridePlace): ExpressionNode {
  const line = text.trim().replace(/\s*\n\s*/g, ' ');
  const shape = shapeOf(line);
  if (!shape) refuse(place, `is no TypeScript type: ${line}`, 'Write one type, without comments.');
  if (from && !isIdentifier(from.name)) {
    refuse(
      place,
      `imports ${from.name}, which is no name`,
      'Name one export; re-export it under a plain name if it has none.',
    );
  }
  // A union of names is laid out as our own are.
  const parts = line.split(/\s*\|\s*/);
  const members = shape === 'union' && parts.every((part) => PLAIN.test(part)) ? parts : [line];
  const nodes = members.map((text) => {
    return new OverrideNode(
      text,
      members.length > 1 ? 'plain' : shape,
      from && mentions(text, from.name) ? from : null,
    );
  });
  return unionOf(...nodes);
}

const PLAIN = /^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$/;

/** Whether a type uses a name. */
export function mentions(type: string, name: string): boolean {
  return type.split(/[^\w$]+/).includes(name);
}

function refuse({ consumer, setting }: OverridePlace, problem: string, hint: string): never {
  return fail({ code: 'override-invalid', message: `${setting} of ${consumer} ${problem}`, hint });
}

/** Null where the text is not exactly one type. The second declaration shows that the text left its statement open or closed it. */
function shapeOf(line: string): OverrideShape | null {
  const ts = compiler();
  const source = `type Override = ${line}; type End = 0;`;
  const { diagnostics } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ESNext },
  });
  if (diagnostics?.some(({ category }) => category === ts.DiagnosticCategory.Error)) return null;
  const [override, end, ...more] = ts.createSourceFile('override.ts', source, ts.ScriptTarget.ESNext).statements;
  if (!override || !end || more.length > 0) return null;
  if (!ts.isTypeAliasDeclaration(override) || !ts.isTypeAliasDeclaration(end) || end.name.text !== 'End') return null;
  return shapeOfNode(ts, override.type, line);
}

function shapeOfNode(ts: typeof typescript, type: typescript.TypeNode, line: string): OverrideShape {
  if (PLAIN.test(line)) return 'plain';
  if (ts.isUnionTypeNode(type)) return 'union';
  const needsParentheses =
    ts.isFunctionTypeNode(type) ||
    ts.isConstructorTypeNode(type) ||
    ts.isConditionalTypeNode(type) ||
    ts.isIntersectionTypeNode(type) ||
    ts.isTypeOperatorNode(type) ||
    ts.isTypeQueryNode(type) ||
    ts.isInferTypeNode(type) ||
    ts.isOptionalTypeNode(type);
  return needsParentheses ? 'operator' : 'primary';
}
