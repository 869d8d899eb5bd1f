// `<kinerja-comparison goals='["attendance", "dropouts", "reports"]'>`: which of each two goals is more important, and how consistent that is, while one drags.

import { make } from "../form/dom.js";
import * as weights from "../weights.js";
import { Weigher } from "./element.js";
import { coloured } from "./style.js";
import { written } from "./words.js";

/** The end of the scale: extremely more important. */
const SCALE = 9;
/** Up to this ratio comparisons are usually accepted. The meter ends at three times that. */
const ACCEPTED = 0.1;
/** How long nobody must have dragged before the verdict is read out. */
const QUIET = 600;

/** @typedef {{ row: number, column: number, isJudged: boolean, input: HTMLInputElement, element: HTMLElement, said: HTMLElement, mark: HTMLElement }} Pair */

/**
 * Attributes: `goals`, their names as JSON; `titles`, what people call them where that is something else, by name, as JSON; `value`, a matrix of comparisons as JSON, in which `null` says that the mirror image has it, or that nobody has judged yet; `lang`;
 * `name`, under which the weights document is sent with a form, as JSON.
 *
 * Event: `kinerja-change`, whenever a judgement was moved and when the element is drawn, with `weights` (see `kinerja/rooms`), `judged` and `pairs` (how many); `kinerja-error` where
 * goals or comparisons are refused. Both bubble.
 */
export class Comparison extends Weigher {
  static observedAttributes = ["goals", "titles", "value", "lang"];

  /** @type {string[]} */
  #names = [];
  /** @type {Pair[]} */
  #pairs = [];
  /** @type {(number | string | null)[][] | undefined} what was judged, kept while only the language changes */
  #judged;
  /** @type {weights.Weights | null} */
  #weights = null;
  /** @type {Record<"verdict" | "ratio" | "level" | "advice" | "list" | "open" | "spoken", HTMLElement> & { show: HTMLButtonElement } | undefined} */
  #told;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #quiet;

  /** The weights that the comparisons give, with their consistency; `null` before they are drawn. */
  get weights() {
    return this.#weights;
  }

  /** What was judged, row by row; `null` where nobody has. Set to a matrix. @type {(number | string | null)[][]} */
  get comparisons() {
    return this.#matrix((pair) => (pair.isJudged ? judgement(Number(pair.input.value)) : null));
  }

  set comparisons(matrix) {
    this.#judged = matrix;
    this.redraw();
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    // In another language the same is judged.
    if (name === "lang" && this.#pairs.length > 0) this.#judged = this.comparisons;
    if (name !== "lang") this.#judged = undefined;
    super.attributeChangedCallback(name, before, now);
  }

  /** @param {(pair: Pair) => number | string | null} cell above the diagonal */
  #matrix(cell) {
    const matrix = this.#names.map((_, row) => this.#names.map((_, column) => (row === column ? 1 : /** @type {number | string | null} */ (null))));
    for (const pair of this.#pairs) matrix[pair.row][pair.column] = cell(pair);
    return matrix;
  }

  draw() {
    const { say } = this;
    this.#names = /** @type {unknown[]} */ (this.json("goals") ?? []).map(String);
    const given = this.#judged ?? this.json("value");
    this.#pairs = this.#names.flatMap((_, row) => this.#names.slice(row + 1).map((_, below) => this.#pair(row, row + 1 + below, placeOf(given, row, row + 1 + below))));
    const told = {
      ratio: make("strong", {}), level: make("span", {}), advice: make("p", {}), open: make("p", { class: "lead" }), list: make("ul", { class: "weights", "aria-label": say("percent") }),
      spoken: make("p", { class: "unseen", "aria-live": "polite" }), show: make("button", { type: "button" }, say("show")), verdict: make("div", { class: "verdict", part: "verdict" }),
    };
    told.verdict.append(told.ratio, make("div", { class: "meter", "aria-hidden": "true" }, told.level), told.advice, told.show);
    this.#told = told;
    const pairs = make("div", { class: "pairs" }, ...this.#pairs.map((pair) => pair.element));
    this.root.replaceChildren(make("div", { class: "whole" }, make("p", { class: "lead" }, say("scale")), pairs, told.open, told.verdict, told.list, told.spoken));
    this.#show();
  }

  /**
   * @param {number} row
   * @param {number} column
   * @param {number | undefined} place where the slider stands; nobody has judged where there is none
   * @returns {Pair}
   */
  #pair(row, column, place) {
    const [left, right] = [row, column].map((index) => this.called(this.#names[index]));
    const input = make("input", { type: "range", min: 1 - SCALE, max: SCALE - 1, step: 1, value: place ?? 0, "aria-label": this.say("against", left, right) });
    const said = make("span", { class: "said", "aria-hidden": "true" });
    const mark = make("span", { class: "mark", hidden: true, "aria-hidden": "true" }, this.say("suggested"));
    const element = make("div", { class: "pair", part: "pair" }, make("span", { class: "left", "aria-hidden": "true" }, left), make("span", { class: "right", "aria-hidden": "true" }, right), make("div", { class: "slide" }, input, mark), said);
    const pair = { row, column, isJudged: place !== undefined, input, element, said, mark };
    const judge = () => {
      pair.isJudged = true;
      this.#show();
    };
    input.addEventListener("input", judge);
    // Who leaves the slider where it stands judges too: equally important.
    input.addEventListener("pointerup", judge);
    input.addEventListener("keydown", (event) => event.key === " " && judge());
    return pair;
  }

  /** Works out what the judgements give, and shows and tells it. */
  #show() {
    const told = this.#told;
    if (told === undefined) return;
    const { say, lang } = this;
    const matrix = this.#matrix((pair) => judgement(Number(pair.input.value)));
    this.#weights = weights.ahp({ names: this.#names, matrix });
    const { consistency } = this.#weights.statistics;
    const { revisit } = consistency;
    const number = (/** @type {number} */ ratio) => written(ratio.toFixed(3), lang);
    for (const pair of this.#pairs) {
      const place = Number(pair.input.value);
      const names = [this.#names[pair.row], this.#names[pair.column]];
      const [left, right] = names.map((name) => this.called(name));
      const words = place === 0 ? say("equal") : place < 0 ? say("more", left, 1 - place, right) : say("more", right, 1 + place, left);
      pair.said.textContent = words;
      pair.input.setAttribute("aria-valuetext", words);
      pair.element.classList.toggle("open", !pair.isJudged);
      pair.element.querySelector(".left")?.classList.toggle("heavier", place < 0);
      pair.element.querySelector(".right")?.classList.toggle("heavier", place > 0);
      const isFirst = !consistency.accepted && revisit?.row === names[0] && revisit.column === names[1];
      pair.element.classList.toggle("first", isFirst);
      pair.mark.hidden = !isFirst;
      if (isFirst) {
        const way = (placeOfJudgement(revisit.suggested) + SCALE - 1) / (2 * (SCALE - 1));
        // The middle of the thumb, which is 22 pixels wide, runs half of that inside of the ends.
        pair.mark.style.left = `calc(11px + (100% - 22px) * ${way})`;
        pair.mark.classList.toggle("late", way > 0.5);
      }
    }
    const judged = this.#pairs.filter((pair) => pair.isJudged).length;
    told.open.hidden = judged === this.#pairs.length;
    told.open.textContent = say("judged", judged, this.#pairs.length);
    told.verdict.classList.toggle("contradicts", !consistency.accepted);
    told.ratio.textContent = say(consistency.accepted ? "accepted" : "contradicts", number(consistency.ratio), number(ACCEPTED).replace(/0+$/, ""));
    told.level.style.width = `${Math.min(100, (consistency.ratio / (3 * ACCEPTED)) * 100)}%`;
    const isAdvised = !consistency.accepted && revisit !== undefined;
    told.advice.hidden = told.show.hidden = !isAdvised;
    told.advice.textContent = isAdvised ? say("revisit", this.called(revisit.row), this.called(revisit.column), revisit.given, revisit.suggested, number(revisit.ratio)) : "";
    told.show.onclick = () => this.#pairs.find((pair) => this.#names[pair.row] === revisit?.row && this.#names[pair.column] === revisit.column)?.input.focus();
    const percent = this.#weights.apportion({ digits: 1 });
    told.list.replaceChildren(...this.#names.map((name, index) => {
      const filled = make("span", {});
      filled.style.width = `${percent[name]}%`;
      const number = make("span", { class: "number" }, `${written(percent[name], lang)} %`);
      return coloured(make("li", {}, make("span", { class: "name" }, this.called(name)), make("span", { class: "track", "aria-hidden": "true" }, filled), number), index);
    }));
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => (told.spoken.textContent = [told.ratio.textContent, told.advice.textContent].filter(Boolean).join(". ")), QUIET);
    this.tell({ weights: this.#weights, judged, pairs: this.#pairs.length }, JSON.stringify(this.#weights));
  }
}

/**
 * The judgement at a place of the slider, which from the middle leans to the more important goal.
 * @param {number} place
 */
const judgement = (place) => (place <= 0 ? 1 - place : `1/${1 + place}`);

/**
 * The place of a judgement: a number, or a fraction as text.
 * @param {number | string} judged
 */
function placeOfJudgement(judged) {
  const [above, below = "1"] = String(judged).split("/");
  const ratio = Number(above) / Number(below);
  return ratio >= 1 ? 1 - Math.round(ratio) : Math.round(1 / ratio) - 1;
}

/**
 * Where a slider stands at first: by the cell, or its mirror image; `undefined` where nobody has judged.
 * @param {(number | string | null)[][] | undefined} matrix
 * @param {number} row
 * @param {number} column
 */
function placeOf(matrix, row, column) {
  const [cell, mirror] = [matrix?.[row]?.[column], matrix?.[column]?.[row]];
  const place = cell != null ? placeOfJudgement(cell) : mirror != null ? -placeOfJudgement(mirror) : undefined;
  return place === undefined ? undefined : Math.max(1 - SCALE, Math.min(SCALE - 1, place));
}
