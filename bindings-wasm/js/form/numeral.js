// Numbers as people type and read them: `88,67` in Indonesian, `88.67` in English, and either in the other.

/** @typedef {import("../lang.js").Lang} Lang */

/** @type {Record<Lang, { decimal: string, group: string }>} */
const SIGNS = { id: { decimal: ",", group: "." }, en: { decimal: ".", group: "," } };

/**
 * What a person typed, as the text of a number in a document.
 *
 * A sign that can only mean one thing is read, whichever language it is from: `88,67`, `88.67`, `1.234,5`, `5.000.000`. Where it can mean two things, `5.000` in Indonesian,
 * both readings are given and none is taken: a budget a thousand times too small would be accepted in silence. What is no number stays as it is, for the engine to refuse.
 *
 * @param {string} typed
 * @param {Lang} lang
 * @returns {{ text: string, readings?: [string, string] }} `readings`: the whole number and the decimal
 */
export function numberText(typed, lang) {
  const text = typed.trim().replace(/^\u2212/, "-").replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, "");
  const { decimal, group } = SIGNS[lang];
  for (const [point, thousands] of [[decimal, group], [group, decimal]]) {
    const grouped = new RegExp(`^-?[1-9]\\d{0,2}(\\${thousands}\\d{3})+(\\${point}\\d+)?$`).exec(text);
    // A single sign before three digits: thousands, or a decimal, unless it is the language's own decimal sign.
    const [, , fraction] = grouped ?? [];
    if (grouped !== null && fraction === undefined && text.split(thousands).length === 2) {
      if (thousands === decimal) continue;
      return { text, readings: [text.replace(thousands, ""), text.replace(thousands, ".")] };
    }
    if (grouped !== null) return { text: text.replaceAll(thousands, "").replace(point, ".") };
  }
  return { text: /^-?\d+[.,]\d+$/.test(text) ? text.replace(",", ".") : text };
}

/**
 * The number of a document as a language writes it.
 * @param {unknown} number
 * @param {Lang} lang
 * @returns {string}
 */
export function shown(number, lang) {
  return String(number).replace(".", SIGNS[lang].decimal);
}

/**
 * JSON text whose numbers are left as the texts that stand there: what a document says is what is used, however many digits it has.
 *
 * @param {string} text
 * @returns {unknown}
 * @throws {SyntaxError} where it is not JSON
 */
export function parseExactly(text) {
  JSON.parse(text);
  return JSON.parse(text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g, (token) => (token[0] === '"' ? token : `"${token}"`)));
}
