import { styleText } from 'node:util';
import type { Terminal } from '../world.js';

export type Colour = 'red' | 'green' | 'yellow' | 'cyan' | 'dim' | 'bold';

/** Colours text for one stream, or leaves it plain where the stream shows no colours. */
export type Paint = (colour: Colour, text: string) => string;

/** Our own answer to whether the stream shows colours counts, not that of `styleText` about the process's stdout. */
export function paintFor(terminal: Pick<Terminal, 'colour'>): Paint {
  if (!terminal.colour) return (_colour, text) => text;
  return (colour, text) => styleText(colour, text, { validateStream: false });
}
