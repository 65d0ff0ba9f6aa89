export {
  addApproval,
  addDeprecation,
  markDropped,
  removeApproval,
  removeDeprecation,
  type Announced,
  type Announcement,
} from './edit-lifecycle.js';
export { parseLifecycle, type RegisteredLifecycle } from './parse-lifecycle.js';
export { readLifecycle } from './read-lifecycle.js';
