export { eligibleVersions } from './eligible-versions.js';
export { planDeployment, type Deployment } from './plan-deployment.js';
export { readDeployedUse, readDeployments, type Deployments } from './read-deployments.js';
