// The languages in which texts are shown.

/** @typedef {"en" | "id"} Lang */

/**
 * The code of a language, which must be one of those that there are.
 * @param {Lang} lang
 * @param {string[]} languages
 */
export function known(lang, languages) {
  if (!languages.includes(lang)) throw new RangeError(`there is no language \`${lang}\`; known: \`${languages.join("`, `")}\``);
  return lang;
}
