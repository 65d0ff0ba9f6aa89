import { blank, languageNamed, type ScriptBlock } from './component-scripts.js';

/**
 * Comments, scripts and styles with what they hold: the one way in which HTML, Svelte's preprocessors and Astro agree where they
 * end, whatever language is inside.
 */
const RAW_ELEMENT =
  /<!--[^]*?(?:-->|$)|<(script|style)((?:\s+[^=>'"/\s]+(?:=(?:"[^"]*"|'[^']*'|\{[^}]*\}|[^>\s]+))?)*\s*)(?:\/>|>([^]*?)<\/\1\s*>)/gi;
const ATTRIBUTE = /([^=>'"/\s]+)=(?:"([^"]*)"|'([^']*)'|([^>\s]+))/g;

/** The `<script>` elements of a text, in order. */
export function scriptTags(text: string): readonly ScriptBlock[] {
  return rawElements(text).flatMap((element) => (element.name === 'script' ? [element.block] : []));
}

/** The text without what is in its scripts and styles: what a compiler's parser can read without their languages. */
export function withoutRawText(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const { block } of rawElements(text)) {
    parts.push(text.slice(at, block.start), blank(text.slice(block.start, block.end)));
    at = block.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** The text without what nobody sends. */
export function withoutCommentsAndStyles(text: string): string {
  return text.replace(RAW_ELEMENT, (whole, name: string | undefined) =>
    name?.toLowerCase() === 'script' ? whole : blank(whole),
  );
}

function rawElements(text: string): readonly { readonly name: string; readonly block: ScriptBlock }[] {
  return [...text.matchAll(RAW_ELEMENT)].flatMap((match) => {
    const [whole, name, attributeText = '', content = ''] = match;
    if (name === undefined) return [];
    const attributes = attributesOf(attributeText);
    const closing = whole.endsWith('/>') ? 0 : whole.length - whole.lastIndexOf('</');
    const end = match.index + whole.length - closing;
    const block: ScriptBlock = {
      tag: match.index,
      start: end - content.length,
      end,
      language: languageNamed(attributes.get('lang') ?? attributes.get('type')),
      src: attributes.get('src') ?? null,
    };
    return [{ name: name.toLowerCase(), block }];
  });
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const pairs = [...text.matchAll(ATTRIBUTE)].map(
    ([, name = '', double, single, bare]) => [name, double ?? single ?? bare ?? ''] as const,
  );
  return new Map(pairs);
}
