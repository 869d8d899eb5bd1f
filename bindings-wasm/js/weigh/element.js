// What both elements have in common: the engine of the rooms, a language, a place in forms, and that they are drawn anew when an attribute changes.

import init from "../rooms.js";
import { make } from "../form/dom.js";
import { STYLE } from "./style.js";
import { speaking } from "./words.js";

/** @typedef {import("../lang.js").Lang} Lang */

/** The engine is loaded once for all elements of a page; where a program has loaded it already, this gives what there is. */
let loading = /** @type {Promise<unknown> | undefined} */ (undefined);

/**
 * The part that both are made of. Where there are no elements, as in Node, it can be imported and not used.
 */
export class Weigher extends /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? Object) {
  static formAssociated = true;
  internals = this.attachInternals();
  root = this.attachShadow({ mode: "open", delegatesFocus: true });
  /** @type {Promise<void> | undefined} */
  #drawing;
  #isDue = false;

  connectedCallback() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.root.adoptedStyleSheets = [sheet];
    this.redraw();
  }

  /**
   * @param {string} _name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(_name, before, now) {
    if (before !== now) this.redraw();
  }

  /** @type {Lang} */
  get lang() {
    const said = this.getAttribute("lang") ?? this.closest("[lang]")?.getAttribute("lang") ?? "id";
    return said.startsWith("en") ? "en" : "id";
  }

  set lang(lang) {
    this.setAttribute("lang", lang);
  }

  /** What the element says, in its language. @returns {(word: import("./words.js").Word, ...filled: (string | number)[]) => string} */
  get say() {
    return speaking(this.lang);
  }

  /**
   * What people call a goal.
   * @param {string} name
   * @returns {string}
   */
  called(name) {
    return String(this.json("titles")?.[name] ?? name);
  }

  /** Settled when what was set last is drawn. */
  get ready() {
    return this.#drawing ?? Promise.resolve();
  }

  /** Draws once for all that changes together. */
  redraw() {
    if (!this.isConnected || this.#isDue) return;
    this.#isDue = true;
    loading ??= init();
    this.#drawing = loading.then(() => {
      this.#isDue = false;
      try {
        this.draw();
      } catch (thrown) {
        if (!(thrown instanceof Error)) throw thrown;
        const problems = /** @type {{ problems?: import("../problem.js").Problem[] }} */ (thrown).problems;
        const said = problems?.map((problem) => [problem.text(this.lang), problem.help(this.lang)].filter(Boolean).join(": ")) ?? [thrown.message];
        this.root.replaceChildren(make("p", { class: "problem", role: "alert" }, said.join("; ")));
        this.dispatchEvent(new CustomEvent("kinerja-error", { detail: { problems: problems ?? [] }, bubbles: true, composed: true }));
      }
    });
  }

  /** Draws the element; each has its own. */
  draw() {}

  /**
   * Tells the page, and the form that the element stands in.
   * @param {object} detail
   * @param {string} value
   */
  tell(detail, value) {
    this.internals.setFormValue?.(value);
    this.dispatchEvent(new CustomEvent("kinerja-change", { detail, bubbles: true, composed: true }));
  }

  /**
   * An attribute as JSON.
   * @param {string} name
   * @returns {any}
   */
  json(name) {
    const text = this.getAttribute(name);
    return text === null ? undefined : JSON.parse(text);
  }
}
