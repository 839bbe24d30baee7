/** XML 1.0 has no way to write these, not even escaped. */
const notInXml = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

const escapeText = (text: string): string =>
  text.replace(notInXml, '').replace(/[&<>\r]/g, (character) => entities[character]!);

const escapeAttribute = (text: string): string =>
  text.replace(notInXml, '').replace(/[&<>"\n\r\t]/g, (character) => entities[character]!);

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; its content is elements below it, or text. */
export function element(
  name: string,
  attributes: Attributes,
  content: readonly string[] | string = [],
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join('');
  if (content.length === 0) return `<${name}${written}/>`;
  if (typeof content === 'string') return `<${name}${written}>${escapeText(content)}</${name}>`;
  return `<${name}${written}>\n${content.join('\n')}\n</${name}>`;
}
