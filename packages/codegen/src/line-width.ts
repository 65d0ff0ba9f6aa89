/** prettier's default; the module is laid out for its default options. */
const WIDTH = 80;
const ASCII = /^[\x20-\x7e]*$/;

/** Whether a line fits: null where that depends on how wide somebody takes the characters outside ASCII to be. */
export function fits(line: string): boolean | null {
  if (line.length <= WIDTH / 2) return true;
  if (ASCII.test(line)) return line.length <= WIDTH;
  if (line.replace(/[^\x20-\x7e]/g, '').length > WIDTH) return false;
  return line.length + line.replace(/[\x20-\x7e]/g, '').length <= WIDTH ? true : null;
}
