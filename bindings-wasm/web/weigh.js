// Weighing the goals of a form: by a bar whose borders one moves, or by comparing each goal with each. What comes out is put into the form with where it came from.

import { make } from "./kinerja/form/dom.js";

/** @typedef {import("./words.js").Lang} Lang */
/** @typedef {{ name: string, field: string, title: string, total: string, step: string | undefined }} Weighed a list of a scheme that has weights */
/** @typedef {{ id?: unknown, title?: unknown, [field: string]: any }} Row */

const WORDS = {
  title: { id: "Bobot", en: "Weights" },
  lead: { id: "Geser batas pada batang, atau bandingkan tiap pasangan sasaran. Hasilnya dapat dimasukkan ke isian, beserta asal-usulnya.", en: "Drag the borders of a bar, or compare each two goals. The result can be put into the form, with where it came from." },
  list: { id: "Daftar", en: "List" },
  how: { id: "Caranya", en: "How" },
  bar: { id: "Batang", en: "A bar" },
  compare: { id: "Perbandingan berpasangan", en: "Each with each" },
  use: { id: "Masukkan ke isian", en: "Put into the form" },
  used: { id: "Bobot sudah dimasukkan.", en: "The weights are in the form." },
  few: { id: "Isi paling sedikit dua baris dengan sebutan yang berbeda.", en: "Fill in at least two rows that are called differently." },
  many: { id: "Lebih dari {} baris: pakai batang.", en: "More than {} rows: use the bar." },
  refused: { id: "Bobot ini tidak dapat dipakai: {}", en: "These weights cannot be used: {}" },
};
/** More than these are compared by nobody: 36 pairs of nine. */
const MOST_COMPARED = 9;

/**
 * The lists of a scheme that have weights.
 * @param {any} document
 * @param {(text: unknown) => string} textOf
 * @returns {Weighed[]}
 */
export function weighed(document, textOf) {
  const lists = (document.inputs ?? []).filter((/** @type {any} */ input) => input.type === "list");
  return lists.flatMap((/** @type {any} */ { name, title, fields = [] }) => {
    const weight = fields.find((/** @type {any} */ field) => field.type === "weight");
    return weight === undefined ? [] : [{ name, field: weight.name, title: textOf(title) || name, total: String(weight.total ?? 100), step: weight.multiple_of === undefined ? undefined : String(weight.multiple_of) }];
  });
}

export class Weighing {
  /** @type {typeof import("./kinerja/rooms.js").weights | undefined} */
  #weights;
  /** @type {Lang} */
  #lang = "id";
  /** @type {Weighed[]} */
  #lists = [];
  #drawn = "";

  /**
   * @param {HTMLDetailsElement} place
   * @param {() => Record<string, any>} facts
   * @param {(facts: Record<string, any>) => void} give
   */
  constructor(place, facts, give) {
    this.place = place;
    this.facts = facts;
    this.give = give;
    // The engine of the rooms is loaded by those who weigh.
    place.addEventListener("toggle", () => place.open && this.#open());
  }

  /**
   * Offers to weigh what the scheme weighs.
   * @param {Weighed[]} lists
   * @param {Lang} lang
   */
  offer(lists, lang) {
    this.place.hidden = lists.length === 0;
    const isOther = lang !== this.#lang || JSON.stringify(lists) !== JSON.stringify(this.#lists);
    this.#lists = lists;
    this.#lang = lang;
    /** @type {HTMLElement} */ (this.place.querySelector("summary")).textContent = this.#say("title");
    if (isOther) this.#drawn = "";
    this.refresh();
  }

  /** Draws anew where the rows are called otherwise than before. */
  refresh() {
    if (this.place.open && this.#weights !== undefined && !this.place.hidden) this.#draw();
  }

  async #open() {
    const [{ default: init, weights }] = await Promise.all([import("./kinerja/rooms.js"), import("./kinerja/weigh/index.js")]);
    await init();
    this.#weights = weights;
    this.#draw();
  }

  /** @param {keyof typeof WORDS} word @param {...(string | number)} filled */
  #say(word, ...filled) {
    return WORDS[word][this.#lang].replace(/\{\}/g, () => String(filled.shift() ?? ""));
  }

  /** @param {Weighed} list @returns {Row[]} */
  #rows({ name }) {
    const rows = this.facts()[name];
    return Array.isArray(rows) ? rows : [];
  }

  /** @param {Row[]} rows */
  #names(rows) {
    return rows.map(({ id, title }, index) => String((id === "" ? undefined : id) ?? title ?? index + 1));
  }

  #draw() {
    const old = /** @type {HTMLSelectElement | null} */ (this.place.querySelector("#weigh-list"));
    const chosen = this.#lists[Number(old?.value ?? 0)] ?? this.#lists[0];
    if (chosen === undefined) return;
    const rows = this.#rows(chosen);
    const names = this.#names(rows);
    const titles = Object.fromEntries(rows.map(({ title }, index) => [names[index], title || names[index]]));
    const now = JSON.stringify([this.#lang, chosen, titles, names]);
    if (now === this.#drawn) return;
    this.#drawn = now;
    const wasCompared = this.place.querySelector("kinerja-comparison") !== null;
    const body = /** @type {HTMLElement} */ (this.place.querySelector(".body"));
    if (names.length < 2 || new Set(names).size < names.length) return body.replaceChildren(make("p", { class: "lead" }, this.#say("few")));
    const which = make("select", { id: "weigh-list" }, ...this.#lists.map(({ title }, index) => make("option", { value: String(index), selected: this.#lists[index] === chosen }, title)));
    const how = make("select", { id: "weigh-how" }, make("option", { value: "bar" }, this.#say("bar")), make("option", { value: "compare", selected: wasCompared }, this.#say("compare")));
    const inside = make("div", { class: "inside" });
    const told = make("p", { class: "told", role: "status" });
    const use = make("button", { type: "button" }, this.#say("use"));
    const lists = this.#lists.length > 1 && [make("label", { for: "weigh-list" }, this.#say("list")), which];
    body.replaceChildren(make("p", { class: "lead" }, this.#say("lead")), make("div", { class: "tools" }, ...(lists || []), make("label", { for: "weigh-how" }, this.#say("how")), how), inside, make("div", { class: "tools" }, use), told);
    const fill = () => {
      const drawn = how.value === "bar" ? this.#bar(chosen, names) : names.length > MOST_COMPARED ? make("p", { class: "lead" }, this.#say("many", MOST_COMPARED)) : this.#comparison(names);
      drawn.setAttribute("titles", JSON.stringify(titles));
      inside.replaceChildren(drawn);
    };
    how.addEventListener("change", fill);
    which.addEventListener("change", () => this.#draw());
    use.addEventListener("click", () => (told.textContent = this.#use(chosen, inside)));
    fill();
  }

  /** @param {Weighed} list @param {string[]} names */
  #bar(list, names) {
    const { field, step } = list;
    const bar = /** @type {import("./kinerja/weigh/index.js").WeightBar} */ (document.createElement("kinerja-weight-bar"));
    bar.lang = this.#lang;
    if (step !== undefined) bar.setAttribute("step", step);
    const rows = this.#rows(list);
    // Weights that were put in stand in a document that one row carries.
    const kept = rows.map((row) => row[field]?.weights).find((weights) => weights != null) ?? {};
    const given = rows.map((row, index) => kept[names[index]] ?? String(row[field]?.value ?? row[field]).replace(",", "."));
    // What is not there yet, or a word, begins as much as the others.
    const isWeight = (/** @type {string} */ weight) => /^[0-9.]+(\/[0-9]+)?$/.test(weight);
    const isGiven = given.every(isWeight) && given.some((weight) => Number.parseFloat(weight) > 0);
    bar.weights = Object.fromEntries(names.map((called, index) => [called, isGiven ? given[index] : "1"]));
    return bar;
  }

  /** @param {string[]} names */
  #comparison(names) {
    const comparison = document.createElement("kinerja-comparison");
    comparison.setAttribute("lang", this.#lang);
    comparison.setAttribute("goals", JSON.stringify(names));
    return comparison;
  }

  /**
   * Puts the weights into the form; says what became of it.
   * @param {Weighed} list
   * @param {HTMLElement} inside
   */
  #use(list, inside) {
    const { weights } = /** @type {any} */ (inside.firstElementChild) ?? {};
    if (weights == null || this.#weights === undefined) return "";
    try {
      const rows = this.#rows(list);
      const names = this.#names(rows);
      // Each row is called as it was weighed.
      const called = rows.map((row, index) => (row.id || row.title ? row : { ...row, id: names[index] }));
      const judged = "apportion" in weights ? weights : this.#weights.direct(weights);
      const kept = list.step === undefined ? judged.fit([{ multiple_of: "0.01" }]) : judged.fit([{ multiple_of: list.step }], { total: list.total });
      this.give({ ...this.facts(), [list.name]: kept.inRows(called, list.field) });
      return this.#say("used");
    } catch (thrown) {
      const problems = /** @type {any} */ (thrown).problems;
      if (problems === undefined) throw thrown;
      return this.#say("refused", problems.map((/** @type {any} */ problem) => problem.text(this.#lang)).join("; "));
    }
  }
}
