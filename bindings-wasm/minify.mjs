// Makes the JavaScript of `dist/` small, as it is downloaded: comments and long names stay in `js/`, types and their documentation in the `.d.ts` files.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { minifySync } from "vite";

const dist = process.argv[2];
for (const name of readdirSync(dist, { recursive: true }).filter((name) => name.endsWith(".js"))) {
  const file = join(dist, name);
  // A class keeps its name, which an error message or an inspector shows.
  const { code, errors } = minifySync(name, readFileSync(file, "utf8"), { module: true, mangle: { keepNames: { function: false, class: true } } });
  if (errors.length > 0) throw new Error(`${name}: ${errors.map(({ message }) => message).join("; ")}`);
  // The way to the wasm module stays a plain text, by which bundlers know it.
  writeFileSync(file, code.replace(/new URL\(`([^`$]+)`, ?import\.meta\.url\)/g, 'new URL("$1",import.meta.url)'));
}
