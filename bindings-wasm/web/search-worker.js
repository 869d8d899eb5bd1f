// Searches beside the page, so that nobody waits for them who goes on typing.

import init, { ProblemError, contributions, whatIf } from "./kinerja/search.js";

const loaded = init();

addEventListener("message", async ({ data: { number, what, scheme, facts, settings, request } }) => {
  await loaded;
  try {
    const found = what === "whatIf" ? whatIf(scheme, facts, request, settings) : contributions({ scheme, facts, settings });
    postMessage({ number, found });
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown;
    const text = (/** @type {"id" | "en"} */ lang) => thrown.problems.map((problem) => problem.text(lang)).join("\n");
    postMessage({ number, found: { text: { id: text("id"), en: text("en") } } });
  }
});
