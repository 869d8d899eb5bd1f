// The codes of the languages, as the engine has them.

import * as wasm from "./kinerja.js";

/** @type {string[] | undefined} */
let codes;

/** @returns {string[]} */
export function languages() {
  codes ??= /** @type {string[]} */ (JSON.parse(wasm.languages()));
  return codes;
}
