// "What lifts me to Sangat Baik?": a wish is chosen, a worker searches, the answer is shown.

import { make } from "./kinerja/form/dom.js";
import { search } from "./search.js";
import { speaking } from "./words.js";

/** @typedef {import("./words.js").Lang} Lang */
/** @typedef {import("./search.js").Asked} Asked */

/** As many lines of an answer stand open. */
const MOST_SHOWN = 6;

export class WhatIf {
  #number = 0;
  /** @type {Record<Lang, string> | undefined} */
  #answer;

  /**
   * @param {HTMLElement} place
   * @param {() => Asked} asked what is searched, when somebody asks
   */
  constructor(place, asked) {
    this.wish = /** @type {HTMLSelectElement} */ (place.querySelector("select"));
    this.button = /** @type {HTMLButtonElement} */ (place.querySelector("button"));
    this.told = /** @type {HTMLElement} */ (place.querySelector(".answer"));
    this.button.addEventListener("click", () => this.#search(asked()));
  }

  /**
   * Offers what can be wished for: of each outcome that is a level, the other levels.
   *
   * @param {Record<string, any>} scheme the document
   * @param {Record<string, unknown>} outcomes
   * @param {Lang} lang
   */
  offer(scheme, outcomes, lang) {
    this.lang = lang;
    const wishes = scheme.outcomes.flatMap((/** @type {any} */ outcome) => {
      const step = scheme.steps.find((/** @type {any} */ step) => step.name === outcome.of);
      const levels = levelsOf(scheme, step?.scale, outcomes[outcome.name]);
      return levels.filter(({ name }) => name !== outcomes[outcome.name]).map((level) => ({ value: JSON.stringify({ [outcome.name]: level.name }), text: `${textOf(outcome.title ?? step?.title, lang) || outcome.name}: ${textOf(level.title, lang) || level.name}` }));
    });
    const before = this.wish.value;
    // The best stands first: it is what most ask for.
    this.wish.replaceChildren(...wishes.reverse().map((/** @type {any} */ { value, text }) => make("option", { value }, text)));
    if (wishes.some((/** @type {any} */ { value }) => value === before)) this.wish.value = before;
    this.#show();
    return wishes.length > 0;
  }

  /** What was answered holds for what was entered then. */
  forget() {
    this.#answer = undefined;
    this.#number += 1;
    this.told.replaceChildren();
    this.button.disabled = false;
  }

  /** @param {Asked} asked */
  async #search(asked) {
    this.forget();
    const number = this.#number;
    this.button.disabled = true;
    this.told.textContent = speaking(this.lang ?? "id")("searching");
    const found = await search("whatIf", { ...asked, request: { want: JSON.parse(this.wish.value) } }).catch(() => undefined);
    // Something else has been entered or asked since.
    if (number !== this.#number) return;
    this.button.disabled = false;
    if (found === undefined) this.told.textContent = speaking(this.lang ?? "id")("failed");
    this.#answer = found?.text;
    this.#show();
  }

  /** The engine's own words: a line without indent is a heading, those below it a list. */
  #show() {
    if (this.#answer === undefined) return;
    /** @type {HTMLElement[]} */
    const parts = [];
    for (const line of this.#answer[this.lang ?? "id"].split("\n").filter((line) => line.trim() !== "")) {
      if (!line.startsWith(" ")) parts.push(make(line === line.toUpperCase() ? "h3" : "p", {}, line));
      else {
        if (parts.at(-1)?.tagName !== "UL") parts.push(make("ul", {}));
        parts.at(-1)?.append(make("li", {}, line.trim()));
      }
    }
    this.told.replaceChildren(...parts.map((part, index) => {
      // A long list is what does not help: it opens for those who want to read it.
      const isLong = part.tagName === "H3" && (parts[index + 1]?.childElementCount ?? 0) > MOST_SHOWN;
      return isLong ? make("details", {}, make("summary", {}, `${part.textContent} (${parts[index + 1].childElementCount})`), parts[index + 1]) : part;
    }).filter((part, index, all) => !all.slice(0, index).some((above) => above.contains(part))));
  }
}

/**
 * @param {Record<string, any>} scheme
 * @param {string | undefined} name
 * @param {unknown} value
 * @returns {{ name: string, title: unknown }[]}
 */
function levelsOf(scheme, name, value) {
  const scales = (scheme.scales ?? []).filter((/** @type {any} */ scale) => name === undefined || scale.name === name);
  return scales.find((/** @type {any} */ scale) => scale.levels.some((/** @type {any} */ level) => level.name === value))?.levels ?? [];
}

/**
 * @param {any} text
 * @param {Lang} lang
 */
function textOf(text, lang) {
  return typeof text === "object" && text !== null ? text[lang] ?? Object.values(text)[0] : text ?? "";
}
