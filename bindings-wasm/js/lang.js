// The languages in which texts are shown.

import * as wasm from "./kinerja.js";

/** @typedef {"en" | "id"} Lang */

/** @type {string[] | undefined} */
let languages;

/**
 * The code of a language, which must be known.
 * @param {Lang} lang
 */
export function known(lang) {
  languages ??= /** @type {string[]} */ (JSON.parse(wasm.languages()));
  if (!languages.includes(lang)) throw new RangeError(`there is no language \`${lang}\`; known: \`${languages.join("`, `")}\``);
  return lang;
}
