// A search beside the page, so that nobody waits for it who goes on typing. Loaded when somebody first asks.

import init, { ProblemError, whatIf } from "./kinerja/search.js";

const loaded = init();

addEventListener("message", async ({ data: { number, scheme, facts, settings, request } }) => {
  await loaded;
  try {
    postMessage({ number, text: whatIf(scheme, facts, request, settings).text });
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown;
    const text = (/** @type {"id" | "en"} */ lang) => thrown.problems.map((problem) => problem.text(lang)).join("\n");
    postMessage({ number, text: { id: text("id"), en: text("en") } });
  }
});
