/** What is taken out of a line, and what stands there instead; in this order. */
const rules: readonly (readonly [RegExp, string])[] = [
  // Access codes: as they are, as a WebSocket offers them, as HTTP carries them.
  [/trolley\.token\.[\w.-]+/g, 'trolley.token.[code]'],
  [/(?<![\w-])[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}(?![\w-])/g, '[code]'],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 [code]'],
  // Whoever has one of these may be in the cart.
  [/trolley:\/\/[^\s"')]+/g, 'trolley://[link]'],
  [/(?<![\w-])[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}(?![\w-])/g, '[cart]'],
  // Names and passwords in addresses, and whatever comes after a question mark.
  [/\/\/[^\s/@]*@/g, '//[name]@'],
  [/(\w+:\/\/[^\s?"')]+)\?[^\s"')]*/g, '$1?[…]'],
  [/\b(pass(?:word|wd)?|secret|token)(["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;)}]+)/gi, '$1$2[secret]'],
  // What a cart has in it gets into messages as JSON, if at all.
  [/\{\s*"[^]*\}/g, '{…}'],
  [/\[\s*[{"][^]*\]/g, '[…]'],
];

/**
 * A text for the log without what does not belong there: access codes, passwords, links to carts, what is in them,
 * and the name of whoever's computer it is.
 *
 * @param home the user's folder, of which only `~` is left
 */
export function redact(text: string, home: string): string {
  const anonymous = home.length > 1 ? text.replaceAll(home, '~').replaceAll(encodeURI(home), '~') : text;
  return rules.reduce((line, [pattern, instead]) => line.replace(pattern, instead), anonymous);
}
