import type { InFlight, InFlightHold, LifecycleState } from '@rowpact/model';
import { locationText } from './failure-text.js';
import type { Colour, Paint } from './style.js';

const COLOURS: Readonly<Record<LifecycleState, Colour>> = {
  deprecated: 'yellow',
  unreferenced: 'yellow',
  droppable: 'green',
  dropped: 'dim',
};

/** How many places of one consumer are shown. */
const MOST_PLACES = 5;

/** Everything on its way out, one block each: its state, who holds it back, what comes next. */
export function inFlightText(objects: readonly InFlight[], paint: Paint): string {
  return objects.map((one) => block(one, paint)).join('\n');
}

function block(one: InFlight, paint: Paint): string {
  const { subject, state, removeAfter, reason, replacement, holds, next, droppedBy } = one;
  const day =
    state === 'dropped' ? ` by ${droppedBy ?? 'a migration'}` : removeAfter === null ? '' : ` after ${removeAfter}`;
  const instead = replacement === null ? '' : `; use ${replacement}`;
  const lines = [
    `${paint('bold', subject)}  ${paint(COLOURS[state], state)}${paint('dim', day)}`,
    `  ${reason}${instead}`,
    ...holds.flatMap((hold) => holdLines(hold, paint)),
    ...next.flatMap(({ consumer, what, sql, command }) => [
      `  ${paint('dim', 'next')}  ${consumer ?? one.producer}: ${what}`,
      ...(command === undefined ? [] : [`        $ ${command}`]),
      ...(sql === undefined ? [] : sql.split('\n').map((line) => `        ${line}`)),
    ]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function holdLines({ consumer, deployed, what, places }: InFlightHold, paint: Paint): readonly string[] {
  const version = deployed === null ? '' : ` at ${deployed.sha.slice(0, 10)} in ${deployed.environment}`;
  const who = consumer === null ? '' : `${consumer}${version} `;
  const shown = places.slice(0, MOST_PLACES).map((place) => `          ${paint('dim', locationText(place))}`);
  const rest =
    places.length > MOST_PLACES ? [`          ${paint('dim', `and ${places.length - MOST_PLACES} more`)}`] : [];
  return [`  ${paint('dim', 'held')}  ${who}${what}`, ...shown, ...rest];
}
