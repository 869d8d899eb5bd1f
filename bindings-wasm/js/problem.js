// What is wrong with a document, as an error.

import { known } from "./lang.js";

/** @typedef {import("./lang.js").Lang} Lang */
/** @typedef {{ code: string, path: (string | number)[], position?: { line: number, column: number }, text: Record<string, string>, help: Record<string, string>, full: Record<string, string> }} Said */

/** What is wrong, or worth knowing, at one place of a document. */
export class Problem {
  #said;

  /** @param {Said} said */
  constructor(said) {
    this.#said = said;
    /** The stable code, `value.missing`. */
    this.code = said.code;
    /** The place in the document: `["goals", 0, "weight"]`. */
    this.path = said.path;
    /** Line and column, both from 1, where the document came as text. */
    this.position = said.position;
  }

  /**
   * One plain sentence, without the place.
   * @param {Lang} lang
   * @returns {string}
   */
  text(lang = "id") {
    return this.#said.text[known(lang, Object.keys(this.#said.text))];
  }

  /**
   * What one can do about it; empty where there is nothing to add.
   * @param {Lang} lang
   * @returns {string}
   */
  help(lang = "id") {
    return this.#said.help[known(lang, Object.keys(this.#said.help))];
  }

  /** All of it, in English. */
  toString() {
    return this.#said.full.en;
  }

  toJSON() {
    const { full, ...said } = this.#said;
    return said;
  }
}

/** All that is wrong with a document, at once: `problems` holds each with its code, path, words and help. */
export class ProblemError extends Error {
  /**
   * @param {Problem[]} problems
   * @param {number} more how many more there were
   */
  constructor(problems, more = 0) {
    super(problems.map(String).join("\n") + (more > 0 ? `\nand ${more} more` : ""));
    this.name = "ProblemError";
    /** At most 200. */
    this.problems = problems;
    /** How many more there were. */
    this.more = more;
  }
}

/**
 * The problems of a text that the wasm half wrote.
 * @param {string} text
 * @returns {Problem[]}
 */
export function problemsOf(text) {
  return JSON.parse(text).problems.map((/** @type {Said} */ said) => new Problem(said));
}

/**
 * An error of problems that this half found, in the core's words.
 * @param {import("./document.js").Found[]} found
 * @param {{ problems: (found: string) => string }} wasm the wasm half, which has the words
 */
export function errorOf(found, wasm) {
  return new ProblemError(problemsOf(wasm.problems(JSON.stringify(found, quoted))));
}

/**
 * What the core would quote of a text, and can read: it shows the first 200 characters.
 * @param {string} _
 * @param {unknown} value
 */
function quoted(_, value) {
  return typeof value === "string" ? value.slice(0, 500).replace(/[\ud800-\udfff]/gu, "\ufffd") : value;
}

/**
 * Calls the wasm half. What it refuses it throws as the text of the problems, and nothing else as a text.
 *
 * @template T
 * @param {() => T} call
 * @returns {T}
 */
export function ask(call) {
  try {
    return call();
  } catch (thrown) {
    if (typeof thrown !== "string") throw thrown;
    throw new ProblemError(problemsOf(thrown), JSON.parse(thrown).more);
  }
}
