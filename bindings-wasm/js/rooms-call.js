// Calls of the rooms beside schemes.

import { textOf } from "./document.js";
import * as wasm from "./kinerja_rooms.js";
import { ask, errorOf } from "./problem.js";

/**
 * Calls a room by name, `weights.direct`, with JSON text or an object, and gives its answer: a text in it is an exact number or a word, a number a
 * count or a statistic.
 *
 * @param {string} name
 * @param {string | object} request
 * @returns {any}
 * @throws {ProblemError} with all problems of the request
 */
export function call(name, request) {
  return JSON.parse(callText(name, request));
}

/**
 * As `call`; the answer is JSON text.
 *
 * @param {string} name
 * @param {string | object} request
 * @returns {string}
 */
export function callText(name, request) {
  const { text, isTree } = walked(request);
  return ask(() => (isTree ? wasm.callTree(String(name), text) : wasm.call(String(name), text)));
}

/**
 * The JSON text of a document.
 *
 * @param {unknown} document
 * @throws {ProblemError} with all that no document can hold
 */
export function walked(document) {
  /** @type {import("./document.js").Found[]} */
  const found = [];
  const walked = textOf(document, [], found);
  if (found.length > 0) throw errorOf(found, wasm);
  return walked;
}
