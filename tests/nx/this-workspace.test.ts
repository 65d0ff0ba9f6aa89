import { beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, REPOSITORY, tool } from '../run-tool.js';

// The examples are projects of this repository's own workspace.
const CONSUMERS = ['coach-dashboard', 'notifier', 'westside-contracts'];

function nx(...args: readonly string[]): Promise<Outcome> {
  const env = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false', NX_ISOLATE_PLUGINS: 'false' };
  return tool('nx', args, { cwd: REPOSITORY, env });
}

interface Graph {
  readonly nodes: Readonly<Record<string, { readonly data: { readonly targets: Targets } }>>;
  readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>>;
}

type Targets = Readonly<Record<string, { readonly metadata?: { readonly description?: string } }>>;

describe('this repository, as Nx sees it', () => {
  let graph: Graph;
  beforeAll(async () => {
    const { stdout } = await nx('graph', '--file=stdout');
    ({ graph } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { readonly graph: Graph });
  });

  it('is in sync', async () => {
    expect(await nx('sync:check')).toMatchObject({ code: 0 });
  });

  it.each(CONSUMERS)('explains what can be done with %s', (name) => {
    for (const target of ['check-row-types', 'scan-check', 'scan'])
      expect(graph.nodes[name]?.data.targets[target]?.metadata?.description, target).toMatch(/^[A-Z]/);
  });

  it('draws who depends on the database: the consumers, and the migrations', () => {
    const onDatabase = Object.keys(graph.dependencies).filter((name) =>
      graph.dependencies[name]?.some(({ target }) => target === 'basketball-api-database'),
    );
    expect(onDatabase.sort()).toEqual(['basketball-api-migrations', ...CONSUMERS].sort());
  });

  it('selects the consumer whose generated module changed, and nobody for a migration alone', async () => {
    const affected = async (file: string): Promise<readonly string[]> => {
      const { stdout } = await nx('show', 'projects', '--affected', '--json', `--files=${file}`);
      return JSON.parse(stdout) as readonly string[];
    };
    expect(await affected('examples/notifier/src/database.gen.ts')).toEqual(['notifier']);
    const migrated = await affected('examples/basketball-api/migrations/020_product_stock.sql');
    expect(migrated.filter((name) => CONSUMERS.includes(name))).toEqual([]);
    expect(migrated).toContain('basketball-api-migrations');
  });
});
