/** JSON.parse whose result must be given a type before it can be used. */

/**
 * @param {string} text
 * @returns {unknown}
 */
export function parseJson(text) {
  return JSON.parse(text);
}
