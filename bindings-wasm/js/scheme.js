// Schemes: read, listed, checked, applied.

import { Appraisal } from "./appraisal.js";
import { textOf } from "./document.js";
import * as wasm from "./kinerja.js";
import { languages } from "./languages.js";
import { known } from "./lang.js";
import { ask, errorOf } from "./problem.js";

/** @typedef {import("./lang.js").Lang} Lang */
/** @typedef {import("./document.js").Found} Found */
/** @typedef {import("./documents.js").SchemeDocument} SchemeDocument */

/**
 * What is known of one employee in one period: the inputs of the scheme by their names, and what every scheme knows.
 *
 * @typedef {{ kinerja?: "facts/1", scheme?: string, person?: { ref?: string | null, name?: string | null, post?: string | null, unit?: string | null } | null, period?: { from: string, until: string }, note?: string | null, [input: string]: unknown }} Facts
 */

/**
 * What one organisation decides: the settings of the scheme by their names.
 *
 * @typedef {{ kinerja?: "settings/1", scheme?: string, note?: string | null, [setting: string]: unknown }} Settings
 */

/**
 * The schemes that are compiled, the one used last at the end. A scheme that has been dropped from here is read again from its text when it is next
 * used: so the memory of the wasm half is bounded even where no garbage is collected, as in a loop.
 *
 * @type {Map<Scheme, wasm.Scheme>}
 */
const compiled = new Map();
const COMPILED_AT_ONCE = 32;

/** @param {Scheme} scheme @param {wasm.Scheme} engine */
function keep(scheme, engine) {
  for (const [oldest, its] of compiled) {
    if (compiled.size < COMPILED_AT_ONCE) break;
    compiled.delete(oldest);
    its.free();
  }
  compiled.set(scheme, engine);
  return engine;
}

/**
 * A scheme that can be evaluated on any facts: a regulation as a calculation sheet.
 *
 * Made by `Scheme.parse` or `Scheme.builtin`; immutable.
 */
export class Scheme {
  /** @param {wasm.Scheme} engine the compiled scheme; users have `Scheme.parse` and `Scheme.builtin` */
  constructor(engine) {
    if (!(engine instanceof wasm.Scheme)) throw new TypeError("a scheme is made by `Scheme.parse` or `Scheme.builtin`");
    /** The document that the scheme was read from, as JSON text. */
    this.text = engine.text();
    /** The id, `id/pp-46-2011`. */
    this.id = engine.id();
    /** The version: it rises with every change of the document. */
    this.version = Number(engine.version());
    Object.freeze(this);
    keep(this, engine);
  }

  /**
   * Reads a scheme: JSON text, or an object.
   *
   * @param {string | SchemeDocument} document
   * @returns {Scheme}
   * @throws {ProblemError} with all problems of the document
   */
  static parse(document) {
    /** @type {Found[]} */
    const found = [];
    const { text, isTree } = textOf(document, [], found);
    if (found.length > 0) throw errorOf(found, wasm);
    return new Scheme(ask(() => (isTree ? wasm.Scheme.parseTree(text) : wasm.Scheme.parse(text))));
  }

  /**
   * The built-in scheme of an id: the version asked for, else the newest.
   *
   * @param {string} id
   * @param {number | null} [version]
   * @returns {Scheme}
   * @throws {ProblemError} `scheme.unknown` where there is none
   */
  static builtin(id, version) {
    if (version != null && !Number.isSafeInteger(version)) {
      throw errorOf([{ code: "value.type", path: ["version"], found: `\`${String(version)}\``, wanted: "a whole number" }], wasm);
    }
    return new Scheme(ask(() => wasm.Scheme.builtin(String(id), version == null ? undefined : BigInt(version))));
  }

  #engine() {
    const engine = compiled.get(this);
    if (engine === undefined) return keep(this, wasm.Scheme.parse(this.text));
    compiled.delete(this);
    compiled.set(this, engine);
    return engine;
  }

  /**
   * What the scheme is called.
   * @param {Lang} lang
   * @returns {string}
   */
  title(lang = "id") {
    return this.#engine().title(known(lang, languages()));
  }

  /**
   * This scheme with other values of some parameters: another scheme, marked as amended wherever its results are shown.
   *
   * @param {string | object} changes each parameter by name with its value, or with its history: `[{ from: "2025-01-01", is: 65 }, …]`
   * @returns {Scheme}
   * @throws {ProblemError} with all problems of the changes, or of the scheme that would come of them
   */
  amended(changes) {
    /** @type {Found[]} */
    const found = [];
    const { text, isTree } = textOf(changes, [], found);
    if (found.length > 0) throw errorOf(found, wasm);
    const engine = this.#engine();
    return new Scheme(ask(() => (isTree ? engine.amendedTree(text) : engine.amended(text))));
  }

  /**
   * The JSON Schema of the facts that this scheme needs, enough to draw a form from.
   * @param {Lang} lang
   * @returns {Record<string, unknown>}
   */
  factsSchema(lang = "id") {
    return JSON.parse(this.#engine().factsSchema(known(lang, languages())));
  }

  /**
   * The JSON Schema of the settings that this scheme needs.
   * @param {Lang} lang
   * @returns {Record<string, unknown>}
   */
  settingsSchema(lang = "id") {
    return JSON.parse(this.#engine().settingsSchema(known(lang, languages())));
  }

  /**
   * Appraises one employee.
   *
   * Facts and settings are JSON text or objects. Numbers may be numbers, bigints or texts: the number that is printed is the number that is used.
   * `null`, and a key whose value is `undefined`, are an absence. Dates are texts, `2025-12-31`.
   *
   * @param {string | Facts} facts
   * @param {string | Settings | null} [settings]
   * @returns {Appraisal}
   * @throws {ProblemError} with all problems of facts and settings
   */
  appraise(facts, settings) {
    /** @type {Found[]} */
    const found = [];
    const given = textOf(facts, [], found);
    const decided = settings == null ? undefined : textOf(settings, ["settings"], found);
    if (found.length > 0) throw errorOf(found, wasm);
    return new Appraisal(() => this.#engine(), given.text, decided?.text, given.isTree || decided?.isTree === true);
  }
}

/**
 * A built-in scheme as a list shows it.
 *
 * @typedef {object} Listed
 * @property {string} id to be given to `Scheme.builtin`
 * @property {number} version
 * @property {{ en: string, id: string }} title what the scheme is called
 * @property {"in_force" | "superseded" | "draft" | "illustration"} status its standing
 * @property {string} jurisdiction where it holds, `ID`
 * @property {string} purpose what its outcomes are for, `performance`
 * @property {{ from: string | null, until: string | null }} inForce the first and the last day of the periods to which it applies
 * @property {boolean} wholePeriod whether all of the period that was asked for lies inside
 */

/**
 * The built-in schemes that fit what is asked.
 *
 * With a period, a scheme is listed when it applies to some day of it. Illustrations are listed only when asked for.
 *
 * @param {{ jurisdiction?: string | null, purpose?: string | null, period?: { from: string, until: string } | null, illustrations?: boolean }} [asked]
 * @returns {Listed[]}
 * @throws {ProblemError} where the period is none
 */
export function schemes({ jurisdiction, purpose, period, illustrations = false } = {}) {
  const from = period == null ? undefined : String(period.from);
  const until = period == null ? undefined : String(period.until);
  return JSON.parse(ask(() => wasm.schemes(jurisdiction ?? undefined, purpose ?? undefined, from, until, illustrations)));
}
