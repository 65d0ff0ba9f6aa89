import { describe, expect, it } from 'vitest';
import { type Outcome, REPOSITORY, tool } from '../run-tool.js';

// The examples are projects of this repository's own workspace.
const CONSUMERS = ['coach-dashboard', 'notifier', 'westside-contracts'];

function nx(...args: readonly string[]): Promise<Outcome> {
  return tool('nx', args, { cwd: REPOSITORY, env: { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false' } });
}

interface Project {
  readonly targets: Readonly<Record<string, { readonly metadata?: { readonly description?: string } }>>;
}

interface Graph {
  readonly graph: { readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>> };
}

describe('this repository, as Nx sees it', () => {
  it('is in sync', async () => {
    expect(await nx('sync:check')).toMatchObject({ code: 0 });
  });

  it.each(CONSUMERS)('explains what can be done with %s', async (name) => {
    const { stdout } = await nx('show', 'project', name, '--json');
    const { targets } = JSON.parse(stdout) as Project;
    for (const target of ['check-row-types', 'scan-check', 'scan'])
      expect(targets[target]?.metadata?.description, target).toMatch(/^[A-Z]/);
  });

  it('draws who depends on the database: the consumers, and the migrations', async () => {
    const { stdout } = await nx('graph', '--file=stdout');
    const { dependencies } = (JSON.parse(stdout.slice(stdout.indexOf('{'))) as Graph).graph;
    const onDatabase = Object.keys(dependencies).filter((name) =>
      dependencies[name]?.some(({ target }) => target === 'basketball-api-database'),
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
