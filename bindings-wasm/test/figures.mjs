// Measures the package in Node and in a browser, and how soon the page is ready: `cargo xtask bench web` asks, and compares.
//
// Reads `{ scheme, documents, repeats }` and prints `{ node, browser, ready, lacking }`: seconds of the fastest run over all documents, milliseconds of
// each cold load of the page.

import { readFileSync } from "node:fs";
import { NEEDS_BROWSER, end, open, serve } from "./browser.mjs";

const LOADS = 5;

/** The seconds of the fastest of several runs; in the page, too, whence it takes nothing from outside. */
async function fastest(module, { scheme: text, documents, repeats }) {
  const { default: init, Scheme } = await import(module);
  await init();
  const scheme = Scheme.parse(text);
  let fastest = Infinity;
  for (let run = 0; run < repeats; run++) {
    const start = performance.now();
    for (const document of documents) scheme.appraise(document).outcomes;
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest / 1_000;
}

const given = JSON.parse(readFileSync(0, "utf8"));
const measured = { node: await fastest("kinerja", given) };
if (NEEDS_BROWSER.skip) {
  measured.lacking = NEEDS_BROWSER.skip;
} else {
  const server = await serve({ "/empty": "<!doctype html><title>Figures</title>", "/": new URL("../web/", import.meta.url) });
  // A context of its own each time: nothing is kept from the one before.
  const contexts = [];
  const fresh = (path) => open({ after: (close) => contexts.push(close) }, `${server.url}/${path}`);
  const page = await fresh("empty");
  measured.browser = await page.evaluate(`(${fastest})("/kinerja/index.js", ${JSON.stringify(given)})`);
  measured.ready = [];
  for (let load = 0; load < LOADS; load++) {
    const page = await fresh("");
    const mark = await page.waitForFunction(() => performance.getEntriesByName("kinerja-ready")[0]?.startTime);
    measured.ready.push(await mark.jsonValue());
  }
  for (const close of contexts) await close();
  await server.close();
  await end();
}
console.log(JSON.stringify(measured));
