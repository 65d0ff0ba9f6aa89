import { HELPER_NAMES } from '../helper-declarations.js';
import { textLiteral } from '../text-literal.js';

/** What the compiler says of a text that the module does not have. */
const NOT_KNOWN = 'rowpact does not know this statement yet: run `nx sync`, or `npx rowpact generate`';

/** Names that the module declares for itself; what a contract imports for its types can have none of them. */
export const STATEMENT_NAMES: readonly string[] = [
  ...['Statements', 'SqlText', 'Row', 'Params', 'SqlProblem', 'NotKnown', 'sql'],
  ...[
    'All',
    'Answer',
    'Answers',
    'AnyRow',
    'Called',
    'IsLoose',
    'Misfit',
    'Refused',
    'Refusals',
    'RefusedAt',
    'TextsOf',
  ],
  'QueryResult',
];

/** Whether the module declares this name for itself, so that no row can have it. */
export function isNameOfStatements(name: string): boolean {
  return STATEMENT_NAMES.includes(name) || HELPER_NAMES.includes(name);
}

/** What stands behind `Statements`: the types to use in one's own code, and `sql`. */
export const COMMON_DECLARATIONS = `
/** The text of a statement that stands in this consumer's source. */
export type SqlText = keyof Statements;

/** A row that a statement answers. */
export type Row<Text extends SqlText> = Statements[Text]["row"];

/** The values that a statement takes for \`$1\`, \`$2\`, … */
export type Params<Text extends SqlText> = Statements[Text]["params"];

/** Nothing is of this type: its argument says what is wrong with a statement. */
export interface SqlProblem<Problem> {
  readonly problem: Problem;
}

type NotKnown =
  ${textLiteral(NOT_KNOWN)};

/** Answers the text as it is, and takes only statements that PostgreSQL takes: \`Row<typeof text>\` is then its row. */
export function sql<const Text extends string>(
  text: Text extends SqlText
    ? Statements[Text] extends { problem: infer Problem }
      ? SqlProblem<Problem>
      : Text
    : SqlProblem<NotKnown>,
): Text extends SqlText ? Text : never {
  return text as never;
}
`;

/**
 * What \`query\` of \`pg\` answers to a text. How it works, as measured with TypeScript 5.4 to 7.0:
 * - An overload that refuses a call is no help, for \`pg\`'s own takes it then. So ours takes every text and every value, and a
 *   wrong one answers \`Refused\` in place of a promise: its \`then\` has a \`this\` that it is not, which makes \`await\`, \`.then\` and
 *   \`return\` in an async function errors at the call, whether anybody uses the rows or not. The message quotes the problem.
 * - \`Text extends string\` and not \`keyof Statements\`: the compiler walks through a union of thousands of texts at each call.
 * - \`Answers\` is looked up: a return type that has \`Promise<…>\` in it costs some twenty types at each call that destructures.
 * - \`TextsOf\` asks first what is always so: without, the compiler goes through all texts for a \`Given\` that nobody has given yet.
 * - Two type parameters and no defaults, so that \`query<Player>(…)\` does not mean these: it has an overload of its own.
 */
export const PG_DECLARATIONS = `
/** In the place of a promise: it cannot be awaited, and the compiler quotes the problem. */
interface Refused<Problem> {
  then(
    this: SqlProblem<Problem>,
    onfulfilled: (value: SqlProblem<Problem>) => unknown,
  ): never;
}

/** The statements of every module of this consumer: it may use several databases. */
type All = import("pg").RowpactStatements;

type AnyRow = import("pg").QueryResultRow;

type Answers = { [Text in keyof All]: Promise<QueryResult<All[Text]["row"]>> };

type Answer<Text extends string, Values> = Text extends keyof All
  ? Values extends All[Text]["params"]
    ? Answers[Text]
    : Misfit<Text, Values>
  : {} extends Record<Text, 1>
    ? Promise<QueryResult<any>>
    : Refused<NotKnown>;

type Misfit<Text extends keyof All, Values> = All[Text] extends {
  problem: infer Problem;
}
  ? Refused<Problem>
  : IsLoose<Values, All[Text]["params"]> extends true
    ? Answers[Text]
    : Refused<{
        message: "these values are not what the statement takes";
        takes: All[Text]["params"];
        given: Values;
      }>;

/** Whether a list is one of values that may fit, of a length that nobody knows. */
type IsLoose<Values, Wanted extends readonly unknown[]> = 0 extends 1 & Values
  ? true
  : Values extends readonly unknown[]
    ? number extends Values["length"]
      ? 0 extends 1 & Values[number]
        ? true
        : Values[number] extends Wanted[number]
          ? true
          : false
      : false
    : false;

type Called<Text extends string, Values> =
  Answer<Text, Values> extends Promise<infer Result>
    ? Result
    : Answer<Text, Values> extends Refused<infer Problem>
      ? SqlProblem<Problem>
      : never;

/** The statements whose rows are of a type that is given as a type argument. */
type TextsOf<Given> = [Given] extends [unknown]
  ? {
      [Text in keyof All]: All[Text] extends { problem: unknown }
        ? never
        : [All[Text]["row"]] extends [Given]
          ? Text
          : never;
    }[keyof All]
  : never;

declare module "pg" {
  interface RowpactStatements extends Statements {}

${augmented('ClientBase')}

${augmented('Pool')}
}
`;

function augmented(name: string): string {
  return `  interface ${name} {
    query<Text extends string, const Values extends readonly unknown[]>(
      text: Text,
      values: Values,
    ): Answer<Text, Values>;
    query<Text extends string, None>(text: Text): Answer<Text, []>;
    query<
      Text extends string,
      const Values extends readonly unknown[],
    >(config: {
      text: Text;
      values: Values;
      name?: string | undefined;
      rowMode?: undefined;
      types?: undefined;
    }): Answer<Text, Values>;
    query<Text extends string, None>(config: {
      text: Text;
      values?: undefined;
      name?: string | undefined;
      rowMode?: undefined;
      types?: undefined;
    }): Answer<Text, []>;
    query<Text extends string, None>(
      text: Text,
      callback: (error: Error, result: Called<Text, []>) => void,
    ): void;
    query<Text extends string, const Values extends readonly unknown[]>(
      text: Text,
      values: Values,
      callback: (error: Error, result: Called<Text, Values>) => void,
    ): void;
    query<Given extends AnyRow, _Values = unknown>(
      text: TextsOf<Given>,
      values?: readonly unknown[],
    ): Promise<QueryResult<Given>>;
    query<Given extends AnyRow, _Values = unknown>(
      text: keyof All,
      values?: readonly unknown[],
    ): Refused<{
      message: "the rows of this statement are not of the type that is given";
      given: Given;
    }>;
  }`;
}
