import type { Location, Place } from '@rowpact/model';
import { placeOf as placeAt, placeWithin } from '../caller/place.js';
import type { Spot } from './unknown.js';

/** Where a node begins in the consumer's source. */
export function locationOf({ node, module }: Spot): Required<Location> {
  return placeAt(module, node.getStart(module.source));
}

/** The same with the function, method or component around it. */
export function placeOf({ node, module }: Spot): Place {
  return placeWithin(module, node.getStart(module.source));
}
