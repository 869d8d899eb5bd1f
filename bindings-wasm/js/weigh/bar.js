// `<kinerja-weight-bar value='{"attendance": 40, "dropouts": 35, "reports": 25}'>`: weights as parts of a bar whose borders one moves; they always sum to 100.

import { freshId, make } from "../form/dom.js";
import * as weights from "../weights.js";
import { Weigher } from "./element.js";
import { coloured } from "./style.js";
import { written } from "./words.js";

const TOTAL = 100;

/**
 * Attributes: `value`, weights by goal, as JSON; where they do not sum to 100 they are brought to it; `titles`, what people call the goals where that is something else, by name, as JSON; `step`, of which each weight is a multiple (1 where nothing is said, as
 * small as 0.01); `lang`; `name`, under which the weights are sent with a form, as JSON.
 *
 * Event: `kinerja-change`, with the weights, whenever one was moved and when the bar is drawn; `kinerja-error` where the weights are refused. Both bubble.
 */
export class WeightBar extends Weigher {
  static observedAttributes = ["value", "titles", "step", "lang"];

  /** @type {string[]} */
  #names = [];
  /** @type {number[]} weights in whole steps */
  #units = [];
  /** @type {Record<string, string> | undefined} what a program set in place of the attribute */
  #given;
  /** @type {HTMLElement[]} */
  #parts = [];
  /** @type {HTMLElement[]} */
  #handles = [];
  /** @type {HTMLInputElement[]} */
  #inputs = [];
  /** @type {HTMLElement | undefined} */
  #bar;

  /** The weights as they stand, as text: they sum to 100 exactly. Set to weights that sum to anything. @type {Record<string, string>} */
  get weights() {
    return Object.fromEntries(this.#names.map((name, index) => [name, this.#text(index)]));
  }

  set weights(weights) {
    this.#given = Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, String(weight)]));
    this.redraw();
  }

  /** How many digits a step has. */
  get #digits() {
    return Math.min(2, (this.getAttribute("step") ?? "1").split(".")[1]?.length ?? 0);
  }

  /** A step in units of its last digit. */
  get #step() {
    const step = Math.round(Number(this.getAttribute("step") ?? 1) * 10 ** this.#digits);
    return step > 0 && (TOTAL * 10 ** this.#digits) % step === 0 ? step : 1;
  }

  /** How many steps there are in all. */
  get #whole() {
    return (TOTAL * 10 ** this.#digits) / this.#step;
  }

  /** @param {number} index */
  #text(index) {
    // Whole numbers as far as here: only the point is set.
    const digits = this.#digits;
    const text = String(this.#units[index] * this.#step).padStart(digits + 1, "0");
    return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  }

  draw() {
    const given = this.#given ?? this.json("value") ?? {};
    const step = (this.#step / 10 ** this.#digits).toFixed(this.#digits);
    // Whatever they sum to, the engine brings them to multiples of the step that sum to 100.
    const fitted = weights.points(given).fit([{ multiple_of: step }]).apportion({ total: TOTAL, digits: this.#digits });
    this.#names = Object.keys(fitted);
    this.#units = Object.values(fitted).map((weight) => Math.round((Number(weight) * 10 ** this.#digits) / this.#step));
    const { say } = this;
    this.#parts = this.#names.map((_, index) => coloured(make("div", { class: "part", part: "part", "aria-hidden": "true" }, make("span", {})), index));
    this.#handles = this.#names.slice(1).map((name, index) => make("div", {
      class: "handle", part: "handle", role: "slider", tabindex: 0, "aria-orientation": "horizontal", "aria-label": say("border", this.called(this.#names[index]), this.called(name)),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event, index), onpointerdown: (/** @type {PointerEvent} */ event) => this.#grab(event, index),
    }));
    const bar = make("div", { class: "bar", part: "bar" }, ...this.#parts.flatMap((part, index) => (index === 0 ? [part] : [make("div", { class: "border" }, this.#handles[index - 1]), part])));
    this.#bar = bar;
    this.#inputs = this.#names.map(() => make("input", { type: "text", inputmode: "decimal", autocomplete: "off", id: freshId() }));
    const numbers = this.#names.map((name, index) => {
      const input = this.#inputs[index];
      input.addEventListener("change", () => this.#write(index, input));
      return coloured(make("li", {}, make("span", { class: "swatch", "aria-hidden": "true" }), make("label", { for: input.id }, this.called(name)), input, "%"), index);
    });
    const sum = make("p", { class: "sum" }, `${say("sum")}: ${TOTAL} %`);
    this.root.replaceChildren(make("div", { class: "whole", role: "group", "aria-label": say("percent") }, make("p", { class: "lead" }, say("how")), bar, make("ul", { class: "numbers" }, ...numbers), sum));
    this.#show();
  }

  /** Shows the weights as they stand, and tells them. */
  #show() {
    const { lang, say } = this;
    const shown = (/** @type {number} */ index) => written(this.#text(index), lang);
    for (const [index, part] of this.#parts.entries()) {
      part.style.flex = `${this.#units[index]} 0 0`;
      // A part that is too narrow for its number has it below all the same.
      /** @type {HTMLElement} */ (part.firstChild).textContent = this.#units[index] * 25 < this.#whole ? "" : shown(index);
      this.#inputs[index].value = shown(index);
      this.#inputs[index].removeAttribute("aria-invalid");
    }
    for (const [index, handle] of this.#handles.entries()) {
      handle.setAttribute("aria-valuemin", "0");
      handle.setAttribute("aria-valuemax", String(((this.#units[index] + this.#units[index + 1]) * this.#step) / 10 ** this.#digits));
      handle.setAttribute("aria-valuenow", this.#text(index));
      handle.setAttribute("aria-valuetext", say("at", this.called(this.#names[index]), shown(index), this.called(this.#names[index + 1]), shown(index + 1)));
    }
    this.tell({ weights: this.weights }, JSON.stringify(this.weights));
  }

  /**
   * Moves a border by so many steps, as far as there is room.
   * @param {number} index
   * @param {number} steps
   */
  #move(index, steps) {
    const room = Math.max(-this.#units[index], Math.min(this.#units[index + 1], steps));
    if (room === 0) return;
    this.#units[index] += room;
    this.#units[index + 1] -= room;
    this.#show();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} index
   */
  #key(event, index) {
    const many = Math.max(1, Math.round(this.#whole / 10));
    const far = this.#whole;
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: many, PageDown: -many, Home: -far, End: far }[event.key];
    if (steps === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.#move(index, steps);
  }

  /**
   * Follows the pointer until it lets go.
   * @param {PointerEvent} event
   * @param {number} index
   */
  #grab(event, index) {
    const handle = this.#handles[index];
    const { left, width } = /** @type {HTMLElement} */ (this.#bar).getBoundingClientRect();
    handle.setPointerCapture(event.pointerId);
    handle.focus();
    /** Which border is moved: where several stand at one place, the one that has room that way. @type {number | undefined} */
    let moved;
    const follow = (/** @type {PointerEvent} */ { clientX }) => {
      const before = (/** @type {number} */ border) => this.#units.slice(0, border + 1).reduce((sum, units) => sum + units, 0);
      const at = Math.round(((clientX - left) / width) * this.#whole);
      if (moved === undefined && at !== before(index)) {
        moved = index;
        while (at < before(index) && this.#units[moved] === 0 && moved > 0) moved -= 1;
        while (at > before(index) && this.#units[moved + 1] === 0 && moved < this.#handles.length - 1) moved += 1;
        this.#handles[moved].focus();
      }
      if (moved !== undefined) this.#move(moved, at - before(moved));
    };
    const end = () => {
      handle.removeEventListener("pointermove", follow);
      handle.removeEventListener("pointerup", end);
      handle.removeEventListener("pointercancel", end);
    };
    handle.addEventListener("pointermove", follow);
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
    event.preventDefault();
  }

  /**
   * Takes a number that was written: what it gains the goals after it lose, the nearest first, then those before it.
   * @param {number} index
   * @param {HTMLInputElement} input
   */
  #write(index, input) {
    const wanted = (Number(input.value.trim().replace(",", ".")) * 10 ** this.#digits) / this.#step;
    if (!Number.isFinite(wanted) || wanted < 0 || wanted > this.#whole || Math.abs(wanted - Math.round(wanted)) > 1e-9) {
      input.setAttribute("aria-invalid", "true");
      return;
    }
    let gain = Math.round(wanted) - this.#units[index];
    const others = [...this.#units.keys()].filter((other) => other !== index).sort((a, b) => Number(a < index) - Number(b < index) || Math.abs(a - index) - Math.abs(b - index));
    if (others.length === 0) return this.#show();
    for (const other of others) {
      const part = Math.min(gain, this.#units[other]);
      this.#units[other] -= part;
      this.#units[index] += part;
      gain -= part;
      if (gain === 0) break;
    }
    this.#show();
  }
}
