// A value that is taken from a sealed document: what another scheme has calculated, or another room.

import { make } from "./dom.js";

/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./words.js").Word} Word */

export class Sealed {
  /** @type {unknown} the document, where one was taken */
  document;

  /**
   * @param {Question} question
   * @param {Context} context
   * @param {() => void} turned called when a document is taken or given back
   */
  constructor(question, context, turned) {
    const { say } = context;
    this.say = say;
    this.turned = turned;
    const file = make("input", { type: "file", accept: ".json,application/json", hidden: true, tabindex: -1, "aria-label": `${say("take")} ${question.title}`, onchange: () => this.#read(file) });
    // A weight alone is never fetched: those of a list come together.
    this.isOffered = question.type !== "weight";
    this.take = make("button", { type: "button", class: "take", part: "button", hidden: !this.isOffered, onclick: () => file.click() }, say("take"));
    this.back = make("button", { type: "button", class: "back", "aria-label": say("taken_back", question.title), onclick: () => this.#change(undefined) }, make("span", { "aria-hidden": "true" }, "×"));
    this.what = make("span", {});
    this.shown = make("span", { class: "taken", hidden: true }, this.what, this.back);
    this.element = make("div", { class: "sealed" }, this.shown, this.take, file);
    this.context = context;
  }

  /** @param {HTMLInputElement} file */
  async #read(file) {
    const text = await file.files?.[0]?.text();
    file.value = "";
    if (text === undefined) return;
    try {
      this.#change(JSON.parse(text));
    } catch {
      // What is no document the engine refuses, in words.
      this.#change(text);
    }
  }

  /** @param {unknown} document */
  #change(document) {
    this.write(document);
    this.turned();
    if (document !== undefined) this.back.focus();
    else if (this.isOffered) this.take.focus();
    this.context.changed();
  }

  /** @param {unknown} document */
  write(document) {
    this.document = document;
    this.shown.hidden = document === undefined;
    this.take.hidden = document !== undefined || !this.isOffered;
    const { scheme, kinerja } = /** @type {Record<string, unknown>} */ (typeof document === "object" && document !== null ? document : {});
    this.what.textContent = this.say("taken", String(scheme ?? kinerja ?? document).slice(0, 80));
  }
}

/**
 * Whether a value is a sealed document.
 * @param {unknown} value
 */
export function isSealed(value) {
  return value !== null && typeof value === "object" && "seal" in value && "kinerja" in value;
}
