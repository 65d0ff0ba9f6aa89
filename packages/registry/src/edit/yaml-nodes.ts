import type { Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { loadYaml } from '../document/load-yaml.js';

/*
 * What a node of a parsed document is. Only who edits a file loads the parser: reading a registry does without it.
 */

export function isMap(node: unknown): node is YAMLMap {
  return loadYaml().isMap(node);
}

export function isSeq(node: unknown): node is YAMLSeq {
  return loadYaml().isSeq(node);
}

export function isScalar(node: unknown): node is Scalar {
  return loadYaml().isScalar(node);
}

export function isCollection(node: unknown): node is YAMLMap | YAMLSeq {
  return loadYaml().isCollection(node);
}
