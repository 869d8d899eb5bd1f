// What a scheme gives for one employee.

import { languages } from "./languages.js";
import { known } from "./lang.js";
import { ask, problemsOf } from "./problem.js";

/** @typedef {import("./lang.js").Lang} Lang */

/**
 * What a scheme gives for one employee in one period: calculated, never decided.
 *
 * It keeps the texts of facts and settings; what is asked for beside the outcomes is calculated again from them, with the same answer.
 */
export class Appraisal {
  #engine;
  #facts;
  #settings;
  #unratable;

  /**
   * @param {() => import("./kinerja.js").Scheme} engine
   * @param {string} facts
   * @param {string | undefined} settings
   * @param {boolean} isTree whether one of them was an object, of which nobody has seen a line or column
   */
  constructor(engine, facts, settings, isTree) {
    this.#engine = engine;
    this.#facts = facts;
    this.#settings = settings;
    const given = ask(() => (isTree ? engine().appraiseTree(facts, settings) : engine().appraise(facts, settings)));
    const { outcomes, unratable } = JSON.parse(given);
    /**
     * The final values by name, in the order of the scheme: numbers as text with the digits they were rounded to, levels, words and dates as text.
     * @type {Readonly<Record<string, string | boolean | null>>}
     */
    this.outcomes = Object.freeze(outcomes);
    this.#unratable = unratable;
  }

  /**
   * Why nobody is rated, where the scheme says so, in Indonesian where it has it; else `null`.
   * @type {string | null}
   */
  get unratable() {
    return this.#unratable?.id ?? null;
  }

  /** What to know beside the outcomes: notices, unverified constants used, evidence that was expected. */
  get warnings() {
    return problemsOf(this.#engine().warnings(this.#facts, this.#settings));
  }

  /**
   * How the outcomes came about: entries in the order of calculation, `uses` by position, exact numbers as text.
   * @type {Record<string, unknown>[]}
   */
  get trace() {
    return JSON.parse(this.#engine().trace(this.#facts, this.#settings));
  }

  /**
   * What a person reads for an outcome: a level's title, a number in the language's own form; `undefined` where there is no such outcome.
   * @param {string} name
   * @param {Lang} lang
   * @returns {string | undefined}
   */
  label(name, lang = "id") {
    return this.#engine().label(this.#facts, this.#settings, String(name), known(lang, languages()));
  }

  /**
   * How the outcomes came about, as text: inputs, rules, articles, rounding, and what it all rests on.
   * @param {Lang} lang
   * @returns {string}
   */
  explain(lang = "id") {
    return this.#engine().explain(this.#facts, this.#settings, known(lang, languages()));
  }

  /**
   * The exact value of a step or input by its path, such as `goals[0].score`: `"266/3"`, `true`, `{ absent: "not_rated" }`; `undefined` where there is
   * none of that path.
   * @param {string} path
   * @returns {string | boolean | { absent: "not_rated" | "not_applicable" } | undefined}
   */
  value(path) {
    const value = this.#engine().value(this.#facts, this.#settings, String(path));
    return value === undefined ? undefined : JSON.parse(value);
  }

  /**
   * The document of `toJSON` with the trace in it: what another scheme takes from it then hangs below in that explanation.
   * @returns {Record<string, unknown>}
   */
  sealed() {
    return JSON.parse(this.#engine().sealed(this.#facts, this.#settings));
  }

  /**
   * The document `appraisal/1`, sealed: outcomes and warnings, by which scheme and from which facts.
   * @returns {Record<string, unknown>}
   */
  toJSON() {
    return JSON.parse(this.#engine().document(this.#facts, this.#settings));
  }
}
