import { basename, join, resolve } from 'node:path';
import type { RowpactOptions } from '../options.js';
import type { Plan } from '../plan.js';
import { editorSchemas } from '../snapshot.js';
import { exists } from './registered-producers.js';

/**
 * Works out a registry without a producer: the schemas that editors complete its YAML by, and a page that says what belongs there. In one
 * that is there already nothing but the schemas changes. `registry` is relative to `cwd`, and `registry/` when left out.
 */
export async function planEmptyRegistry({ cwd, registry }: Pick<RowpactOptions, 'cwd' | 'registry'>): Promise<Plan> {
  const directory = resolve(cwd, registry ?? 'registry');
  const name = basename(directory);
  const page = { path: `${name}/README.md`, content: PAGE, producer: '', consumer: null, within: '.' };
  const hasPage = await exists(join(directory, 'README.md'));
  return {
    ...{ command: 'init', root: resolve(directory, '..'), producers: [], findings: [], whenChecked: [], notes: [] },
    changes: [...editorSchemas({ name }), ...(hasPage ? [] : [page])],
    ...{ inputs: null, outputs: [] },
  };
}

const PAGE = `# Registry

Who owns which database, and who uses what of it. rowpact reads and writes this folder; commit it.

- \`<producer>/producer.yaml\`: where the producer's schema comes from. Yours.
- \`<producer>/consumers/<name>.yaml\`: what one consumer reads and writes. Yours; \`rowpact scan\` keeps it true.
- \`<producer>/lifecycle.yaml\`: what is announced to go. \`rowpact deprecate\` writes it.
- Everything else is written by rowpact: the schema, a file for each table and view; the records of what the code uses; which
  versions run; what editors complete the YAML by.

The first producer comes in with \`npx rowpact init\`.
`;
