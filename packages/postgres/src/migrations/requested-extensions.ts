import { byCodeUnit } from '@rowpact/model';

const GAP = String.raw`(?:\s|--[^\n]*\n|/\*(?:[^*]|\*(?!/))*\*/)`;
const REQUEST = new RegExp(
  String.raw`\bCREATE${GAP}+EXTENSION\b${GAP}*(?:IF${GAP}+NOT${GAP}+EXISTS\b${GAP}*)?(?:"([^"\n]{1,63})"|([a-z_\u0080-\uffff][\w$\u0080-\uffff]*))`,
  'gi',
);

/**
 * The extensions that a text asks for, sorted. Found anywhere, in DO blocks, strings and comments too: loading one too
 * many costs nothing, one too few fails the migration.
 */
export function requestedExtensions(text: string): readonly string[] {
  const names = new Set<string>();
  for (const [, quoted, bare] of text.matchAll(REQUEST)) names.add(quoted ?? (bare ?? '').toLowerCase());
  return [...names].sort(byCodeUnit);
}
