// Competency frameworks, job profiles, and what a person lacks for a post.

import { call, walked } from "./rooms-call.js";

/** @typedef {import("./documents.js").FrameworkDocument} FrameworkDocument */
/** @typedef {import("./documents.js").ProfileDocument} ProfileDocument */
/** @typedef {import("./documents.js").AssessmentDocument} AssessmentDocument */
/** @typedef {import("./documents.js").GapResultDocument} GapResultDocument */
/** @typedef {{ code: string, tolerance?: string, path: string, text: { en: string, id: string }, help?: { en: string, id: string } }} Told */
/** @typedef {{ change: string, of: string, id: string, field?: string, before?: string, after?: string }} Change */
/** @typedef {{ text: string, loss: Change[], warnings?: Told[] }} Writing a text, what reading it again would miss, and what its format's strict checker has against it */
/** @typedef {{ format?: string, table?: string | object, profiles?: ProfileDocument[] }} How a format; or what the columns of a table mean: a document `table/1`, or the word of one in the box */

/**
 * Competencies with their levels, described: made by `parse` or `builtin`, each of which throws a `ProblemError` with all that is wrong.
 */
export class Framework {
  #document;
  #read;

  /** @param {any} read as the core tells it; users have `parse` */
  constructor(read) {
    this.#document = read.framework;
    this.#read = read;
    /** The digest of what the framework says, however it was written. @type {string} */
    this.digest = read.digest;
    /** The format that it was read from. @type {string} */
    this.format = read.format ?? "kinerja";
    Object.freeze(this);
  }

  /**
   * Reads a framework: a document `framework/1`, or text in one of `formats()`; without a format, in the one that its content shows.
   * @param {string | object} text
   * @param {{ format?: string, table?: string | object }} [how]
   */
  static parse(text, { format, table } = {}) {
    return new Framework(call("framework.parse", stated({ text: walked(text).text, format, table })));
  }

  /** A framework in the box; `frameworks()` lists them. @param {string} id */
  static builtin(id) {
    return new Framework(call("framework.read", { framework: id }));
  }

  /**
   * Everything in which a text is not what its format says it must be: strictly, where `parse` is tolerant.
   * @param {string} text
   * @param {string} format
   * @returns {Told[]}
   */
  static checkFormat(text, format) {
    return call("framework.check_format", { text, format }).problems;
  }

  /** The id, `id/berakhlak`. @returns {string} */
  get id() {
    return this.#document.framework;
  }

  /** What the reader put up with. @returns {Told[]} */
  get tolerances() {
    return structuredClone(this.#read.tolerances ?? []);
  }

  /** The job profiles that stood beside it, in formats that hold them. @returns {ProfileDocument[]} */
  get profiles() {
    return structuredClone(this.#read.profiles ?? []);
  }

  /** The job profile of a tier of posts. @param {string} tier @returns {ProfileDocument} */
  profile(tier) {
    return call("framework.profile", { framework: this.#document, tier });
  }

  /** What does not fit together. @returns {Told[]} */
  check() {
    return call("framework.check", { framework: this.#document }).warnings;
  }

  /** What differs in a later version. @param {Framework} later @returns {Change[]} */
  diff(later) {
    return call("framework.diff", { before: this.#document, after: later.toJSON() }).changes;
  }

  /**
   * The framework in a format, and what is lost there.
   * @param {string | How} how
   * @returns {Writing}
   */
  toFormat(how) {
    const { format, table, profiles } = typeof how === "string" ? { format: how } : how;
    return call("framework.to_format", stated({ framework: this.#document, format, table, profiles }));
  }

  /** The document `framework/1`, which `parse` reads back. @returns {FrameworkDocument} */
  toJSON() {
    return structuredClone(this.#document);
  }
}

/** The frameworks in the box. @returns {{ id: string, version: string, title: object, competencies: number }[]} */
export const frameworks = () => call("framework.list", {});

/** The formats that `Framework.parse` reads and `toFormat` writes. @returns {string[]} */
export const formats = () => call("framework.formats", {});

/**
 * A text in one format, written in another, with the job profiles that stand in it.
 * @param {string} text
 * @param {string} to
 * @param {{ from?: string }} [how]
 * @returns {Writing & { from: string, tolerances: Told[], more: number }}
 */
export const convert = (text, to, { from } = {}) => call("framework.convert", stated({ text, from, to }));

/**
 * @typedef {{ method?: "proportional" | "met-count" | "jpm-ratio-of-sums" | "jpm-mean-of-ratios" | "weighted-gap", cap?: "none" | "each" | "whole",
 *   unrated?: "block" | "exclude" | "minimum", roundEach?: Rounding, round?: Rounding, bands?: { id: string, from?: number | string }[], explain?: ("en" | "id")[] }} Rule
 */
/** @typedef {{ digits: number, mode: string }} Rounding */
/** @typedef {{ people: number, needed: number, covered: number, of: number, items: { competency: string, required: string, best?: string, rated: number, met_by: number[], covered: boolean }[] }} Team */

/**
 * What a person lacks for a post; `gap.team` says what a team covers together.
 * @param {ProfileDocument} profile
 * @param {AssessmentDocument} assessment
 * @param {Rule} [rule]
 * @returns {GapResultDocument}
 */
export function gap(profile, assessment, { roundEach, ...rule } = {}) {
  return call("gap", stated({ profile, assessment, ...rule, round_each: roundEach }));
}

/**
 * What a team covers of what is required, where each requirement must be met by so many people.
 * @param {ProfileDocument} profile
 * @param {AssessmentDocument[]} assessments
 * @param {{ needed?: number }} [wanted]
 * @returns {Team}
 */
gap.team = (profile, assessments, { needed = 1 } = {}) => call("gap.team", { profile, assessments, needed });

/** @param {Record<string, unknown>} request */
function stated(request) {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));
}
