import { autocompleteMultiselect, select, text } from '@clack/prompts';
import { fail } from '@rowpact/model';

/** The questions of `rowpact init`, on the terminal. Ctrl-C ends the command; nothing has been written by then. */
export interface Ask {
  text(message: string, suggestion: string): Promise<string>;
  choose<Value extends string>(
    message: string,
    options: readonly { readonly value: Value; readonly hint?: string }[],
  ): Promise<Value>;
  chooseSome(message: string, options: readonly string[]): Promise<readonly string[]>;
}

export const askOnTerminal: Ask = {
  text: async (message, suggestion) =>
    answered(
      await text({
        message,
        initialValue: suggestion,
        validate: (value) => (value?.trim() ? undefined : 'please type something'),
      }),
    ),
  choose: async (message, options) => {
    const rows = options.map(({ value, hint }): Row => ({ value, label: value, ...(hint !== undefined && { hint }) }));
    const chosen = answered(await select({ message, options: rows }));
    const option = options.find(({ value }) => value === chosen);
    return option ? option.value : stopped();
  },
  chooseSome: async (message, options) =>
    answered(
      await autocompleteMultiselect({
        message,
        options: options.map((value) => ({ value, label: value })),
        required: false,
      }),
    ),
};

/** The prompt's own option type is conditional on the value's, so it is not resolved for a type parameter. */
interface Row {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** The prompts answer a symbol for Ctrl-C. */
function answered<Answer>(answer: Answer): Exclude<Answer, symbol> {
  if (typeof answer === 'symbol') return stopped();
  return answer as Exclude<Answer, symbol>; // What is left of a union is not narrowed through a type parameter.
}

function stopped(): never {
  return fail({
    code: 'interrupted',
    message: 'stopped',
    hint: 'nothing was written; run `rowpact init` again when you like',
  });
}
