import type { Rule } from '../rule.js';
import { arbiterLost } from './arbiter-lost/rule.js';
import { checkAdded } from './check-added/rule.js';
import { columnNarrowed } from './column-narrowed/rule.js';
import { columnNotNull } from './column-not-null/rule.js';
import { constraintDeferred } from './constraint-deferred/rule.js';
import { constraintDropped } from './constraint-dropped/rule.js';
import { defaultChanged } from './default-changed/rule.js';
import { domainConstraint } from './domain-constraint/rule.js';
import { exclusionAdded } from './exclusion-added/rule.js';
import { foreignKeyAdded } from './foreign-key-added/rule.js';
import { foreignKeyChanged } from './foreign-key-changed/rule.js';
import { generatedChanged } from './generated-changed/rule.js';
import { identityChanged } from './identity-changed/rule.js';
import { noPartition } from './no-partition/rule.js';
import { primaryKeyChanged } from './primary-key-changed/rule.js';
import { privilegeRevoked } from './privilege-revoked/rule.js';
import { publicationChanged } from './publication-changed/rule.js';
import { referencedBy } from './referenced-by/rule.js';
import { requiredColumnAdded } from './required-column-added/rule.js';
import { roleChanged } from './role-changed/rule.js';
import { rowSecurity } from './row-security/rule.js';
import { ruleAdded } from './rule-added/rule.js';
import { sequenceChanged } from './sequence-changed/rule.js';
import { settingChanged } from './setting-changed/rule.js';
import { triggerAdded } from './trigger-added/rule.js';
import { triggerDropped } from './trigger-dropped/rule.js';
import { uniqueAdded } from './unique-added/rule.js';
import { viewCheckOption } from './view-check-option/rule.js';

/** Rules about writing, and about who may do what. */
export const WRITING_RULES: readonly Rule[] = [
  requiredColumnAdded,
  columnNotNull,
  generatedChanged,
  identityChanged,
  defaultChanged,
  domainConstraint,
  checkAdded,
  exclusionAdded,
  arbiterLost,
  uniqueAdded,
  foreignKeyAdded,
  referencedBy,
  foreignKeyChanged,
  primaryKeyChanged,
  constraintDeferred,
  constraintDropped,
  noPartition,
  viewCheckOption,
  ruleAdded,
  triggerAdded,
  triggerDropped,
  sequenceChanged,
  privilegeRevoked,
  rowSecurity,
  roleChanged,
  settingChanged,
  publicationChanged,
];

/** A value that PostgreSQL refuses is told as one, though the type that refuses it has changed for readers as well. */
export const VALUE_RULES: readonly Rule[] = [columnNarrowed];
