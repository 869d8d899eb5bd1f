// The README's JavaScript: it runs, and each value that a comment shows is the value that stands before it.

import { readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import test from "node:test";

const README = readFileSync(new URL("../README.md", import.meta.url), "utf8");

test("the README's JavaScript runs and shows what comes out", async () => {
  const blocks = [...README.matchAll(/```js\n([^]*?)```/g)].map(([, code]) => code);
  const shown = /^( *)(\S.*); \/\/ (.*)$/gm;
  const code = blocks.join("\n").replace(shown, "$1assert.deepEqual($2, $3);").replaceAll("console.log(", "assert.ok(");
  const file = new URL(`readme-${process.pid}.mjs`, import.meta.url);
  await writeFile(file, `import assert from "node:assert/strict";\nassert.equal(${code.split("assert.deepEqual(").length - 1}, 9);\n${code}`);
  try {
    await import(file.href);
  } finally {
    await rm(file);
  }
});
