import { fail, isDay } from '@rowpact/model';
import { addApproval } from '@rowpact/registry/lifecycle';
import { ruleNames } from '../check/known-rules.js';
import type { RowpactOptions } from '../options.js';
import type { Plan } from '../plan.js';
import { registryInUse, withPlacesFrom } from '../registry-in-use.js';
import { lifecycleFile } from './lifecycle-file.js';
import { lifecyclePlan } from './lifecycle-plan.js';
import { oneProducer } from './one-producer.js';

/** Who takes the responsibility for which finding, and how long. */
export interface ApproveOptions extends RowpactOptions {
  readonly fingerprint: string;
  readonly hazard: string;
  readonly by: string;
  readonly why: string;
  readonly expires: string;
  readonly today: string;
}

/** Works out `lifecycle.yaml` with one approval more. */
export async function planApprove(options: ApproveOptions): Promise<Plan> {
  const { fingerprint, hazard, by, why, expires, today } = options;
  if (!ruleNames().includes(hazard))
    return refuse(`there is no rule ${hazard}`, 'name the rule of the finding: whoever approves says what it is');
  if (!isDay(expires) || expires < today)
    return refuse(`${expires} is no day to come`, 'write it as --expires 2027-01-15');
  const registry = await registryInUse(options);
  const entry = oneProducer(registry, options);
  return withPlacesFrom(registry.root, async () => {
    const file = await lifecycleFile(registry, entry.producer.name);
    const text = addApproval(file, { fingerprint, hazard, by, why, expires });
    return lifecyclePlan(registry, entry, file, text, [`${fingerprint} (${hazard}) is let through until ${expires}`]);
  });
}

function refuse(message: string, hint: string): never {
  return fail({ code: 'usage', message, hint });
}
