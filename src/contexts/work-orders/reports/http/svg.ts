/** A piece of SVG; text that is none is escaped. */
export class Svg {
  constructor(readonly source: string) {}
}

type Attributes = Readonly<Record<string, string | number>>;

/** An element. Attributes and text are escaped, so that no name can become markup. */
export function svg(name: string, attributes: Attributes, ...content: readonly (Svg | string)[]): Svg {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const inside = content.map((part) => (part instanceof Svg ? part.source : escaped(part)));
  return new Svg(`<${name}${given.join('')}>${inside.join('')}</${name}>`);
}

const entities: Readonly<Record<string, string | undefined>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return [...text].map((sign) => (isInXml(sign) ? (entities[sign] ?? sign) : '\ufffd')).join('');
}

/** XML cannot contain control characters and halves of characters, not even as entities. */
function isInXml(sign: string): boolean {
  const code = sign.codePointAt(0)!;
  if (code < 0x20) return '\t\n\r'.includes(sign);
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
