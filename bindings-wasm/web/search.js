// What is searched beside the page, by a worker that is begun when something is first asked.

/** @typedef {import("./words.js").Lang} Lang */
/** @typedef {{ scheme: string, facts: unknown, settings: unknown }} Asked */
/** @typedef {{ answer?: Record<string, any>, text: Record<Lang, string> }} Found without an answer where it was refused */

/** @type {Worker | undefined} */
let worker;
let asked = 0;
/** @type {Map<number, { resolve: (found: Found | undefined) => void, reject: (thrown: Error) => void }>} */
const waiting = new Map();

/**
 * @param {"whatIf" | "contributions"} what
 * @param {Asked & { request?: unknown }} given
 * @returns {Promise<Found | undefined>}
 */
export function search(what, given) {
  worker ??= begin();
  const number = (asked += 1);
  worker.postMessage({ ...given, what, number });
  return new Promise((resolve, reject) => waiting.set(number, { resolve, reject }));
}

function begin() {
  const begun = new Worker(new URL("./search-worker.js", import.meta.url), { type: "module" });
  begun.onmessage = ({ data: { number, found } }) => {
    waiting.get(number)?.resolve(found);
    waiting.delete(number);
  };
  begun.onerror = ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message));
    waiting.clear();
    // The next question tries again: it may have been the network.
    worker = undefined;
  };
  return begun;
}
