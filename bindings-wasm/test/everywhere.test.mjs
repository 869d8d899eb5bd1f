// The whole corpus in a browser, byte for byte as in Node: outcomes, problems in both languages, traces, explanations, schemas.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test, { after, before } from "node:test";
import init, * as kinerja from "kinerja";
import initRooms, * as rooms from "kinerja/rooms";
import initSearch, { check } from "kinerja/search";
import { NEEDS_BROWSER, end, open, serve } from "./browser.mjs";
import { asObject, asText, told, toldOfRoom } from "./cases.mjs";
import { parse } from "./literal.mjs";

const CORPUS = new URL("../../tests/corpus/", import.meta.url);
const EMPTY = "<!doctype html><meta charset=utf-8><title>A test</title>";
const PASSED = { objects: asObject, text: asText };
/** As many texts that differ are shown. */
const SHOWN = 3;

let server;
before(async () => {
  await Promise.all([init(), initRooms(), initSearch()]);
  server = await serve({ "/": EMPTY, "/test/": new URL("./", import.meta.url), "/corpus/": CORPUS });
});
after(async () => {
  await server.close();
  await end();
});

/** Runs the cases of a file in the page; what each says comes back. */
const inBrowser = (page, file, how) => page.evaluate(async ([file, how]) => {
  const [{ asObject, asText, told, toldOfRoom }, { parse }] = await Promise.all([import("/test/cases.mjs"), import("/test/literal.mjs")]);
  const isRoom = file.startsWith("rooms/");
  const [engine, search] = await Promise.all([import(isRoom ? "/kinerja/rooms.js" : "/kinerja/index.js"), import("/kinerja/search.js")]);
  await Promise.all([engine.default(), search.default()]);
  const { check } = search;
  const cases = parse(await (await fetch(`/corpus/${file}`)).text());
  return cases.map((found) => (isRoom ? toldOfRoom : told)({ ...engine, check }, found, { objects: asObject, text: asText }[how]));
}, [file, how]);

const files = ["", "rooms/"].flatMap((place) => readdirSync(new URL(place, CORPUS)).filter((name) => name.endsWith(".json")).map((name) => place + name));

for (const file of files) {
  test(`${file} in a browser, as in Node`, NEEDS_BROWSER, async (t) => {
    const page = await open(t, `${server.url}/`);
    const cases = parse(readFileSync(new URL(file, CORPUS), "utf8"));
    const [engine, say] = file.startsWith("rooms/") ? [rooms, toldOfRoom] : [{ ...kinerja, check }, told];
    for (const how of Object.keys(PASSED)) {
      const [here, there] = [cases.map((found) => say(engine, found, PASSED[how])), await inBrowser(page, file, how)];
      const differing = here.map((text, index) => [text, there[index], index]).filter(([a, b]) => a !== b);
      assert.equal(here.length, there.length);
      assert.deepEqual(differing.slice(0, SHOWN), [], `${differing.length} of ${cases.length} cases differ`);
    }
  });
}
