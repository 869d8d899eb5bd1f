// `kinerja/search` in Node: the wasm module is a file beside this one, which `fetch` does not read.

import { readFile } from "node:fs/promises";
import load, { initSync } from "./kinerja_search.js";

export * from "./search.js";

/**
 * Loads the searches: once, before all else.
 * @param {Parameters<typeof load>[0]} [from] another place or module, as in a browser
 */
export default async function init(from) {
  if (from !== undefined) return load(from);
  return initSync({ module: await readFile(new URL("./kinerja_search_bg.wasm", import.meta.url)) });
}
