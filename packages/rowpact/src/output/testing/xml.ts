export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const TOKEN = /<\?xml [^>]*\?>|<(\/?)([A-Za-z-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)/uy;

/** Every element of a document in the order in which it begins; throws where the document is not well-formed. */
export function elementsOf(text: string): readonly XmlElement[] {
  const open: string[] = [];
  const elements: XmlElement[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (token === null) throw new SyntaxError(`no XML at ${at}: ${text.slice(at, at + 80)}`);
    const [, end, name, attributes = '', alone, data] = token;
    checkData(data ?? attributes);
    if (name === undefined) continue;
    if (end === '/') {
      if (open.pop() !== name) throw new SyntaxError(`</${name}> ends what was not begun`);
      continue;
    }
    elements.push({ name, attributes: attributesOf(attributes) });
    if (alone !== '/') open.push(name);
  }
  if (open.length > 0) throw new SyntaxError(`never ended: ${open.join(', ')}`);
  return elements;
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/ ([\w-]+)="([^"]*)"/gu)].map(([, name = '', value = '']) => [name, value]),
  );
}

function checkData(text: string): void {
  if (/&(?!(?:amp|lt|gt|quot|apos);)/u.test(text)) throw new SyntaxError(`a bare & in ${text}`);
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u.test(text))
    throw new SyntaxError(`a character that XML does not have in ${JSON.stringify(text)}`);
  if (text.includes(']]>')) throw new SyntaxError(`]]> in ${text}`);
}
