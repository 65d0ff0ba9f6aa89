import type { CatalogDetails, Snapshot } from '@rowpact/model';
import type { CatalogQuery } from '../../catalog/catalog-query.js';
import { inTurn } from '../../catalog/statement-queue.js';
import { Naming } from './naming.js';
import { readConstraintDetails } from './read-constraint-details.js';
import { readIndexDetails } from './read-index-details.js';
import { readOtherObjects } from './read-other-objects.js';
import { readPolicyDetails } from './read-policy-details.js';
import { readPrivileges } from './read-privileges.js';
import { readPublicationDetails } from './read-publication-details.js';
import { readRelationDetails } from './read-relation-details.js';
import { readDatabaseSettings, readRoleDetails } from './read-role-details.js';
import { readRoutineDetails } from './read-routine-details.js';
import { readRuleDetails } from './read-rule-details.js';
import { readSchemaDetails } from './read-schema-details.js';
import { readSequenceDetails } from './read-sequence-details.js';
import { readTriggerDetails } from './read-trigger-details.js';
import { readTypeDetails } from './read-type-details.js';
import { readServerVersion } from './server-version.js';

/**
 * What the snapshot leaves out, for a caller that has a catalog transaction open: the one in which the snapshot was read.
 */
export async function readDetails(query: CatalogQuery, snapshot: Snapshot): Promise<CatalogDetails> {
  const read = inTurn(query);
  const version = await readServerVersion(read);
  const privileges = await readPrivileges(read);
  const relations = await readRelationDetails(read, privileges);
  const naming = new Naming(relations, snapshot);
  const [schemas, constraints, indexes, triggers, policies, rules] = await Promise.all([
    readSchemaDetails(read, privileges),
    readConstraintDetails(read, naming, version),
    readIndexDetails(read, naming, version),
    readTriggerDetails(read, naming),
    readPolicyDetails(read, naming),
    readRuleDetails(read, naming),
  ]);
  const [sequences, routines, types, others, roles, databaseSettings, publications] = await Promise.all([
    readSequenceDetails(read, naming, privileges, version),
    readRoutineDetails(read, privileges, version),
    readTypeDetails(read, privileges),
    readOtherObjects(read),
    readRoleDetails(read),
    readDatabaseSettings(read),
    readPublicationDetails(read),
  ]);
  return {
    ...{ schemas, relations, constraints, indexes, triggers, policies, rules },
    ...{ sequences, routines, types, others, roles, databaseSettings, publications },
  };
}
