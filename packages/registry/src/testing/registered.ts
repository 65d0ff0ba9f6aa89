import { FailureError } from '@rowpact/model';
import { readYaml } from '../document/yaml-document.js';
import { checkContract, checkProducer } from '../read/check-document.js';
import { registerProducer } from '../read/register.js';
import type { RegisteredContract } from '../registry.js';

const PRODUCER = 'version: 1\nproducer: basketball-api\nschema: { file: schema.sql }\n';

/** A contract of `basketball-api` as a registry answers it, without a disk. */
export function registered(text: string, consumer = 'westside-contracts'): RegisteredContract {
  const folder = 'registry/basketball-api';
  const producer = checkProducer(readYaml(PRODUCER, `${folder}/producer.yaml`), 'basketball-api');
  const file = `${folder}/consumers/${consumer}.yaml`;
  const contract = checkContract(readYaml(text, file), 'basketball-api', consumer);
  const [first, ...others] = contract.failures;
  if (first) throw new FailureError(first, ...others);
  const [entry] = registerProducer('registry', producer, [contract], []).contracts;
  if (!entry) throw new Error('the contract was not registered');
  return entry;
}
