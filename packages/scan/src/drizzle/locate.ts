import type { Location, Place } from '@rowpact/model';
import type { ts } from 'ts-morph';
import { placeOf, placeWithin } from '../caller/place.js';
import type { SourceModule } from '../module/source-module.js';

/** Where a node begins. */
export function locate(module: SourceModule, node: ts.Node): Required<Location> {
  return placeOf(module, node.getStart(module.source));
}

/** The same, with the function around it. */
export function locateWithin(module: SourceModule, node: ts.Node): Place {
  return placeWithin(module, node.getStart(module.source));
}
