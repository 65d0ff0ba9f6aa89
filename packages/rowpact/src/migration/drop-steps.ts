import type { Hold } from '@rowpact/impact';
import { count } from '../output/count.js';
import { commentLine, shellWord } from './comment-lines.js';
import type { DroppedObject } from './dropped-object.js';

/** Where a drop is written, and what the commands about it have to say besides. */
export interface DropPlace {
  /** The migration that drops it. */
  readonly label: string;
  /** `--producer league`, where the registry has several; empty where it has one. */
  readonly producerFlags: readonly string[];
}

/** The comment above a drop: where its object stands, who uses it, and the commands of each phase. */
export function dropSteps(dropped: DroppedObject, place: DropPlace): readonly string[] {
  const { name, holds, free } = dropped;
  return [
    commentLine(standing(dropped)),
    ...holds.map((hold) => commentLine(heldBy(hold), '  ')),
    ...(holds.length > 0 ? [commentLine(`Where: ${shown(['explain', name])}`)] : []),
    '--',
    ...(free ? atOnce() : [...firstPhase(dropped, place), ...secondPhase(dropped, place)]),
  ];
}

function atOnce(): readonly string[] {
  return [commentLine('With this migration, in a change of its own:'), ...commands(SNAPSHOT, CHECK)];
}

function firstPhase(dropped: DroppedObject, place: DropPlace): readonly string[] {
  const moving = commands(['generate'], ['scan'], ['lifecycle']);
  if (dropped.announced === null) {
    const announce = [...about(dropped, place), '--reason', 'why it goes'];
    const what = 'Phase 1, everybody stops using it. Announce it first, in a change that comes before this migration:';
    return [commentLine(what), ...commands(announce), ...moving];
  }
  const { file, line } = dropped.announced.location;
  const where = `${file}${line === undefined ? '' : `:${line}`}`;
  return [commentLine(`Phase 1, everybody stops using it. It is announced in ${where}:`), ...moving];
}

function secondPhase(dropped: DroppedObject, place: DropPlace): readonly string[] {
  const what = `Phase 2, it goes, once ${shown(['lifecycle'])} calls it droppable: with this migration, alone in its change, and`;
  return [commentLine(what), ...commands([...about(dropped, place), '--dropped', place.label], SNAPSHOT, CHECK)];
}

const SNAPSHOT = ['snapshot'];
const CHECK = ['check', '--base', 'origin/main'];

/** What to do before the migration may merge, for whoever asked for it; null where nothing is. */
export function dropNote(dropped: DroppedObject, place: DropPlace): string {
  const { name, announced, state, holds, free } = dropped;
  if (free) return `nobody uses ${name}, so that it may go unannounced, as the policy of its producer says`;
  if (announced === null) {
    const users = holds.length === 0 ? '' : `${holds.map(heldBy).join(', ')}; `;
    const announce = shown([...about(dropped, place), '--reason', 'why it goes']);
    return `${name} is not announced: ${users}announce it first with ${announce}, in a change that comes before this migration`;
  }
  if (state === 'droppable')
    return `${name} is droppable: its announcement becomes a tombstone with ${shown([...about(dropped, place), '--dropped', place.label])}`;
  return `${name} is ${state ?? 'announced'}: this migration waits until ${shown(['lifecycle'])} calls it droppable`;
}

function standing({ name, kind, announced, state, holds, free }: DroppedObject): string {
  if (free) return `Nobody uses the ${kind} ${name}, and its producer lets go at once what nobody uses.`;
  if (announced === null)
    return holds.length === 0
      ? `The ${kind} ${name} is not announced. Nobody is known to use it.`
      : `The ${kind} ${name} is not announced, and used or perhaps used:`;
  const { reason, replacement, removeAfter } = announced;
  const instead = replacement === null ? '' : `; use ${replacement}`;
  const day = removeAfter === null ? '' : `, may go after ${removeAfter}`;
  return `The ${kind} ${name} is ${state ?? 'announced'}${day}: ${reason}${instead}.`;
}

function heldBy(hold: DroppedObject['holds'][number]): string {
  const { consumer, deployed } = hold;
  const who = deployed === null ? consumer : `${consumer} at ${deployed.sha.slice(0, 10)} in ${deployed.environment}`;
  return `${who} ${does(hold)}`;
}

function does(hold: Exclude<Hold, { readonly kind: 'date' }>): string {
  if (hold.kind === 'used') return `uses it in ${count(hold.evidence.length, 'place')}`;
  const [first] = hold.reasons;
  const rest = hold.reasons.length > 1 ? ` and ${hold.reasons.length - 1} more` : '';
  return `may use it: ${first?.what ?? 'nobody knows'}${rest}`;
}

function about({ name, kind, mustSayKind }: DroppedObject, { producerFlags }: DropPlace): readonly string[] {
  return ['deprecate', name, ...(mustSayKind ? ['--kind', kind] : []), ...producerFlags];
}

function commands(...all: readonly (readonly string[])[]): readonly string[] {
  return all.map((args) => commentLine(inWords(args), '  '));
}

function shown(args: readonly string[]): string {
  return `\`${inWords(args)}\``;
}

function inWords(args: readonly string[]): string {
  return ['rowpact', ...args.map(shellWord)].join(' ');
}
