// Goal weights: from judgement to exact ratios that sum to one.

import { call } from "./rooms-call.js";

/** @typedef {number | bigint | string} Numeral a number, which may be a fraction as text, `"1/3"` */
/** @typedef {"en" | "id"} Lang */
/** @typedef {Record<string, unknown>} Rule see `Weights.fit` */

/**
 * Named exact ratios that sum to one, and the judgement they came from. They exist only valid: made by `direct`, `roc`, `ahp` and the others, each of
 * which throws a `ProblemError` with all that is wrong.
 */
export class Weights {
  #document;

  /** @param {any} document a document `weights/1`, as the core writes it; users have `parse` */
  constructor(document) {
    this.#document = document;
    /** The method that gave them, `roc`. */
    this.method = document.method;
    /** The ratio of each name, an exact number as text: `"25/48"`. */
    this.weights = Object.freeze({ ...document.weights });
    Object.freeze(this);
  }

  /** What else the method tells, such as how consistent the comparisons are: numbers are statistics, texts exact numbers. */
  get statistics() {
    return structuredClone(this.#document.statistics ?? {});
  }

  /** What was judged, as the method takes it. */
  get given() {
    return structuredClone(this.#document.given);
  }

  /**
   * The weights as numbers of so many digits that sum to the total exactly: by largest remainders.
   * @param {{ total?: Numeral, digits?: number }} [wanted]
   * @returns {Record<string, string>}
   */
  apportion({ total = 100, digits = 2 } = {}) {
    return call("weights.apportion", { weights: this.#document, total, digits }).weights;
  }

  /**
   * The weights that keep to rules, in proportion as far as these allow: `{ at_most: 40 }`, `{ goals: ["a"], at_least: 10 }`, `{ sum_of: ["a", "b"], at_most: 60 }`,
   * `{ multiple_of: 5 }`, `{ none_above: "a" }`. Where the rules clash, the problems are the rules of which any one could be dropped.
   * @param {Rule[]} rules
   * @param {{ total?: Numeral }} [wanted]
   */
  fit(rules, { total = 100 } = {}) {
    return new Weights(call("weights.fit", { weights: this.#document, rules, total }));
  }

  /**
   * How the weights came about, as text.
   * @param {Lang} lang
   * @returns {string}
   */
  explain(lang = "id") {
    return call("weights.explain", { weights: this.#document, lang }).text;
  }

  /**
   * Rows of a list of facts, each with its weight: then the explanation of the appraisal says where the weights came from. A row is called as its `id` says, else its
   * `title`. The first carries the weights as a sealed document, the others name that by its seal.
   * @template {Record<string, unknown>} Row
   * @param {Row[]} rows
   * @param {string} [field] what the scheme calls the weight
   * @returns {(Row & Record<string, unknown>)[]}
   */
  inRows(rows, field = "weight") {
    const called = rows.map(({ id, title }) => ({ id, title }));
    /** @type {Record<string, unknown>[]} */
    const weighed = call("weights.rows", { weights: this.#document, rows: called, field }).rows;
    return rows.map((row, index) => ({ ...row, [field]: weighed[index][field] }));
  }

  /** The document `weights/1` sealed, with how the weights came about: what facts take weights from. */
  sealed() {
    return call("weights.sealed", { weights: this.#document });
  }

  /** The document `weights/1`, which `parse` reads back. */
  toJSON() {
    return structuredClone(this.#document);
  }
}

/** @param {string} method @param {object} request */
const ask = (method, request) => new Weights(call(`weights.${method}`, request));

/**
 * Weights that are given as such: one may be `"rest"`, or all `"equal"`. They sum to the total exactly, unless they are to be normalised.
 * @param {Record<string, Numeral>} weights
 * @param {{ total?: Numeral, normalise?: boolean }} [sums]
 */
export const direct = (weights, { total = 100, normalise = false } = {}) => ask("direct", normalise ? { weights, normalise } : { weights, total });

/** As much for each. @param {string[]} names */
export const equal = (names) => direct(ranked([names], "equal"));

/** Weights in proportion to points that were shared out. @param {Record<string, Numeral>} points */
export const points = (points) => ask("points", { points });

/** Weights by swings: the one that matters most has 100 points, the others from 0 to 100. @param {Record<string, Numeral>} points */
export const swing = (points) => ask("swing", { points });

/** Weights by SMART: the least important has 10 points, the others 10 or more. @param {Record<string, Numeral>} points */
export const smart = (points) => ask("smart", { points });

/** @typedef {number | (string | string[])[] | Record<string, number>} Ranks how many there are, names in their order (those of one rank in a list of their own), or ranks by name */

/** Weights by ranks, of which rank i of n counts n + 1 − i. @param {Ranks} ranks */
export const rankSum = (ranks) => ask("rank_sum", { ranks: byName(ranks) });

/** Weights by ranks, of which rank i counts 1 / i. @param {Ranks} ranks */
export const rankReciprocal = (ranks) => ask("rank_reciprocal", { ranks: byName(ranks) });

/** Weights by rank order centroid. @param {Ranks} ranks */
export const roc = (ranks) => ask("roc", { ranks: byName(ranks) });

/**
 * Weights by pairwise comparisons: the analytic hierarchy process. A cell may be a fraction as text, or `null` where its mirror image says it.
 *
 * @param {{ matrix?: (Numeral | null)[][], names?: string[], judges?: { matrix: (Numeral | null)[][], name?: string, weight?: Numeral }[],
 *   priorities?: "eigenvector" | "geometric_mean", group?: "judgements" | "priorities", random_index?: string, scale?: number, digits?: number }} comparisons
 */
export const ahp = (comparisons) => ask("ahp", comparisons);

/**
 * Weights by the best-worst method: comparisons of the best with each, and of each with the worst, from 1 to 9.
 *
 * @param {{ best: string, worst: string, best_to_others: Record<string, number>, others_to_worst: Record<string, number> }} comparisons
 */
export const bwm = (comparisons) => ask("bwm", comparisons);

/** @typedef {{ name: string, weight: Numeral, parts?: Part[] }} Part */

/**
 * Weights in levels: each part has a weight among those beside it, and maybe parts of its own.
 * @param {Part[]} parts
 * @param {{ total?: Numeral, normalise?: boolean }} [sums]
 */
export const tree = (parts, { total = 100, normalise = false } = {}) => ask("tree", normalise ? { parts, normalise } : { parts, total });

/**
 * @typedef {{ name: string, level: number, share?: string, achieved?: string, missing?: string[] }} CascadedGoal a goal, its level from 0, its part of the goal that it carries, and how
 * far it was reached, or the goals of which that is not known; shares and achievements are exact numbers as text
 */

/**
 * Goals that carry each other, and how far each was reached: rolled up, exactly.
 * @param {{ goals: object[], holders?: object[], total?: Numeral }} request
 * @returns {{ goals: CascadedGoal[], warnings: { code: string, path: string, text: Record<Lang, string> }[] }}
 */
export const cascade = (request) => call("cascade", request);

/**
 * Reads a document `weights/1`, and works it out again: weights that are not what their method gives are refused.
 * @param {string | object} document
 */
export const parse = (document) => ask("read", { weights: typeof document === "string" ? JSON.parse(document) : document });

/** @param {Ranks} ranks */
function byName(ranks) {
  if (typeof ranks === "number") return ranked(Array.from({ length: ranks }, (_, index) => `g${index + 1}`));
  return Array.isArray(ranks) ? ranked(ranks) : ranks;
}

/**
 * @param {(string | string[])[]} names
 * @param {string} [each] what each gets in place of its rank
 */
function ranked(names, each) {
  /** @type {Map<string, any>} */
  const found = new Map();
  names.forEach((ties, index) => {
    for (const name of [ties].flat()) {
      if (found.has(name)) throw new RangeError(`\`${name}\` is named twice`);
      found.set(name, each ?? index + 1);
    }
  });
  return Object.fromEntries(found);
}
