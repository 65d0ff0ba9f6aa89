import { fail } from '@rowpact/model';
import { planDeployment, readDeployments } from '@rowpact/registry/deployments';
import { readStatements } from '@rowpact/registry/statements';
import type { RowpactOptions } from '../options.js';
import type { Plan, PlannedChange } from '../plan.js';
import { chosenProducers, registryInUse, withPlacesFrom } from '../registry-in-use.js';

/** A version of a consumer that runs from now on. */
export interface DeployedOptions extends RowpactOptions {
  readonly consumer: string;
  readonly sha: string;
  readonly environment: string;
  readonly today: string;
}

/** Works out the record of a deployment: the statements that the registry has of the consumer now are those of this version. */
export async function planDeployed(options: DeployedOptions): Promise<Plan> {
  const { consumer, sha, environment, today } = options;
  const registry = await registryInUse(options);
  return withPlacesFrom(registry.root, async () => {
    const changes: PlannedChange[] = [];
    for (const { producer } of chosenProducers(registry, options)) {
      const record = await readStatements(registry.directory, producer.name, consumer);
      if (record === null) return neverScanned(consumer, producer.name);
      const deployments = await readDeployments(registry.directory, producer.name);
      const common = { registryName: registry.name, policy: producer.policy, deployments, record };
      const files = planDeployment({ ...common, sha, environment, day: today });
      changes.push(...files.map((file) => ({ ...file, producer: producer.name, consumer: null, within: '.' })));
    }
    return {
      ...{ command: 'deployed', root: registry.root, changes, producers: [], findings: [], whenChecked: [] },
      notes: [
        `${consumer} at ${sha.slice(0, 10)} runs in ${environment}: a drop waits until it is clean, or runs no more`,
      ],
      ...{ inputs: null, outputs: [] },
    };
  });
}

function neverScanned(consumer: string, producer: string): never {
  return fail({
    code: 'usage',
    message: `the registry has no record of what ${consumer} uses of ${producer}`,
    hint: `run \`rowpact scan --consumer ${consumer}\` at the commit that is deployed, then this`,
  });
}
