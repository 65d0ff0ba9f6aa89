import {
  byCodeUnit,
  fail,
  type ConsumerUse,
  type DeployedVersion,
  type FileChange,
  type GatePolicy,
} from '@rowpact/model';
import { printStatements, STATEMENTS_SUFFIX } from '../statements/print-statements.js';
import { dayProblem, environmentProblem, printDeployments, shaProblem } from './deployment-shape.js';
import { eligibleVersions } from './eligible-versions.js';
import { DEPLOYMENTS_FOLDER, digestOf, type Deployments } from './read-deployments.js';

/** A version that runs from now on. */
export interface Deployment {
  /** As `readDeployments` answered it. */
  readonly deployments: Deployments;
  /** The consumer's record as it is at this version. */
  readonly record: ConsumerUse;
  readonly sha: string;
  readonly environment: string;
  /** `2026-11-22` */
  readonly day: string;
  readonly policy: Pick<GatePolicy, 'rollbackVersions'>;
  /** The registry folder's own name. */
  readonly registryName?: string;
}

/**
 * The files that record a deployment, sorted by path. What runs already is not recorded again; an earlier version that runs again
 * becomes the newest. Versions that no rollback brings back go, and with them the records that nobody names.
 */
export function planDeployment(deployment: Deployment): readonly FileChange[] {
  const { deployments, record, environment, day, policy } = deployment;
  const sha = deployment.sha.toLowerCase();
  refuse(sha, environment, day, record.consumer);
  const { consumer, producer } = record;
  const text = printStatements(record);
  const statements = digestOf(text);
  const own = deployments.versions.filter((version) => version.consumer === consumer);
  const versions = eligibleVersions(added(own, { consumer, environment, sha, recorded: day, statements }), policy);
  const folder = `${deployment.registryName ?? 'registry'}/${producer}/${DEPLOYMENTS_FOLDER}`;
  const named = new Set(versions.map((version) => `${consumer}/${version.statements}`));
  const stale = deployments.records.filter((one) => one.startsWith(`${consumer}/`) && !named.has(one));
  return [
    { path: `${folder}/${consumer}.json`, content: printDeployments(consumer, versions) },
    { path: `${folder}/${consumer}/${statements}${STATEMENTS_SUFFIX}`, content: text },
    ...stale.map((one) => ({ path: `${folder}/${one}${STATEMENTS_SUFFIX}`, content: null })),
  ].sort((left, right) => byCodeUnit(left.path, right.path));
}

/** The same list where this very version with this very record runs already. */
function added(own: readonly DeployedVersion[], next: DeployedVersion): readonly DeployedVersion[] {
  const running = own.findLast(({ environment }) => environment === next.environment);
  if (running?.sha === next.sha && running.statements === next.statements) return own;
  return [...own.filter(({ environment, sha }) => environment !== next.environment || sha !== next.sha), next];
}

function refuse(sha: string, environment: string, day: string, consumer: string): void {
  const problems = [
    { key: 'commit', value: sha, expected: shaProblem(sha) },
    { key: 'environment', value: environment, expected: environmentProblem(environment) },
    { key: 'day', value: day, expected: dayProblem(day) },
    {
      key: 'consumer',
      value: consumer,
      expected: consumer.endsWith('.json') ? 'a name that does not end in .json, as the files beside do' : null,
    },
  ];
  const wrong = problems.find(({ expected }) => expected !== null);
  if (!wrong) return;
  fail({
    code: 'deployment-invalid',
    message: `${wrong.key}: expected ${wrong.expected ?? ''}, found ${JSON.stringify(wrong.value)}`,
    hint: 'Name the commit that runs and where: `rowpact deployed westside-contracts $(git rev-parse HEAD) --environment production`.',
  });
}
