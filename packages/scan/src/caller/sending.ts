import type { Caller } from '@rowpact/model';
import type { ts } from 'ts-morph';
import type { Dialect, Library } from './library.js';

/** A place in the code where SQL is sent. */
export type Sending =
  /** An argument is the SQL. */
  | {
      readonly kind: 'text';
      readonly caller: Caller;
      readonly library: Library | null;
      readonly text: ts.Expression;
      /** Which property of the argument it is, for a function of the consumer's that takes an object. */
      readonly member: string | null;
      readonly values: ts.Expression | null;
      readonly dialect: Dialect;
      /** Whether what is called is a database beyond doubt: then a text that is not known is a blind. */
      readonly certain: boolean;
    }
  /** A template is the SQL. */
  | {
      readonly kind: 'template';
      readonly caller: Caller;
      readonly library: Library | null;
      readonly template: ts.TaggedTemplateExpression;
      readonly certain: boolean;
    }
  /** A file is the SQL. */
  | { readonly kind: 'file'; readonly caller: Caller; readonly library: Library; readonly name: ts.Expression }
  /** A function of the database, called by its name. */
  | {
      readonly kind: 'routine';
      readonly caller: Caller;
      readonly library: Library;
      readonly name: ts.Expression;
      readonly values: ts.Expression | null;
      readonly verb: string;
    };
