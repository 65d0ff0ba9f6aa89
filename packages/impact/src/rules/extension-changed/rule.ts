import type { Change } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { refusedAfter } from '../statement-facts.js';
import { consumerStep, maker, producerStep, quoted, remedy } from '../wording.js';

type Extension = Extract<Change, { readonly kind: 'extension-added' | 'extension-dropped' | 'extension-updated' }>;

/** An extension is gone or another version: its functions, operators and types may be missing. */
export const extensionChanged: Rule = {
  id: 'extension-changed',
  about: ['extension-dropped', 'extension-updated'],
  judge: (change, at) =>
    change.kind === 'extension-dropped' || change.kind === 'extension-updated' ? judge(change, at) : null,
};

/** Functions, operators, types, operator classes, collations that are not there. */
const MISSING = /^(?:42883|42704|42725|42846|42804|42703)$/u;

function judge(change: Extension, at: StatementAt): Judgement | null {
  const refusal = refusedAfter(at);
  if (refusal === null || !MISSING.test(refusal.sqlstate)) return null;
  const does = change.kind === 'extension-dropped' ? 'drops' : 'updates';
  return {
    verdict: 'breaks',
    what: `uses what extension ${quoted(change.extension)} brought, which ${maker(change)} ${does}: ${refusal.message}`,
    why: 'With an extension go its functions, operators and types, and everything that was made with them.',
    underline: null,
    // What a change of a column or a routine explains, that explains better.
    behind: true,
    remedy: remedy(
      `Keep ${quoted(change.extension)} until no statement uses it.`,
      producerStep('take it out of this migration'),
      consumerStep('replace what comes from the extension, deploy, and run `rowpact scan`'),
      producerStep(
        'drop or update it in a later migration',
        change.kind === 'extension-dropped'
          ? `DROP EXTENSION ${quoted(change.extension)};`
          : `ALTER EXTENSION ${quoted(change.extension)} UPDATE;`,
      ),
    ),
  };
}
