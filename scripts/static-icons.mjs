/**
 * Icons as plain markup.
 *
 * The icon package puts each icon together when it is shown, attribute by attribute: about half a millisecond each,
 * and a row of a cart has six. Here the same icon becomes, when the page is built, a component of fixed elements,
 * which the browser copies as a whole. It takes the properties that are in use here. What can be drawn by one path
 * is: each shape is styled, laid out and painted by itself.
 */
import { readFileSync } from 'node:fs';
import { optimize } from 'svgo';
import { parseJson } from './parse-json.mjs';

const ICON = /@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/;
const DATA = /^const iconData = (\{.*\});$/m;

/** @typedef {{ name: string, size: number, node: readonly [string, Record<string, string>][] }} Icon */

/** @returns {import('vite').Plugin} */
export function staticIcons() {
  return {
    name: 'static-icons',
    enforce: 'pre',
    load(id) {
      if (!ICON.test(id)) return null;
      const data = DATA.exec(readFileSync(id, 'utf8'))?.[1];
      if (data === undefined) throw new Error(`${id} has no data of an icon where it was`);
      return componentOf(/** @type {Icon} */ (parseJson(data)));
    },
  };
}

/**
 * @param {Icon} icon
 * @returns {string} Svelte source
 */
function componentOf({ name, size, node }) {
  const shapes = joined(node.map(([tag, attributes]) => `<${tag}${attributesText(attributes)} />`).join(''));
  return `<script>
  const { size = ${size}, strokeWidth = 2, class: added = '', 'aria-label': label } = $props();
</script>

<svg
  xmlns="http://www.w3.org/2000/svg"
  class={added === '' ? 'lucide lucide-${name}' : \`lucide lucide-${name} \${added}\`}
  width={size}
  height={size}
  viewBox="0 0 ${size} ${size}"
  fill="none"
  stroke="currentColor"
  stroke-width={strokeWidth}
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-label={label}
  aria-hidden={label === undefined ? 'true' : undefined}>${shapes}</svg
>`;
}

/**
 * Lines only: that two of them cross makes no difference.
 *
 * @param {string} shapes SVG elements
 * @returns {string} the same with as few elements as can be
 */
function joined(shapes) {
  const { data } = optimize(`<svg xmlns="http://www.w3.org/2000/svg">${shapes}</svg>`, {
    plugins: [
      { name: 'convertShapeToPath', params: { convertArcs: true } },
      { name: 'mergePaths', params: { force: true } },
    ],
  });
  return data.replaceAll(/^<svg[^>]*>|<\/svg>$/g, '');
}

/** @param {Record<string, string>} attributes */
const attributesText = (attributes) =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
