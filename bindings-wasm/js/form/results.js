// What comes out, beside the form: outcomes, what they rest on, what to know, and what is still open.

import { make } from "./dom.js";


/** @typedef {import("../appraisal.js").Appraisal} Appraisal */
/** @typedef {import("../problem.js").Problem} Problem */
/** @typedef {import("./element.js").Context} Context */
/** @typedef {import("./field.js").Place} Place */

/** A problem and the places that its path leads through. */
/** @typedef {{ problem: Problem, places: Place[] }} Placed */

/** How long nobody must have typed before the result is read out. */
const QUIET = 1_000;

export class Results {
  /** @type {Map<string, { title: string, unit: string }>} of each outcome, once an appraisal has told */
  #outcomes = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #speaking;
  /** What is still open, as it is shown, and where each of it leads. */
  #told = "";
  /** @type {(Place | undefined)[]} */
  #ends = [];

  /**
   * @param {Context} context
   * @param {string} status the standing of the scheme
   * @param {() => void} reveal called when somebody asks what is wrong
   */
  constructor(context, status, reveal) {
    const { say } = context;
    this.context = context;
    this.reveal = reveal;
    this.status = status;
    this.marks = make("p", { class: "marks", part: "marks" });
    this.outcomes = make("dl", { class: "outcomes", part: "outcomes" });
    this.open = make("div", { class: "open", part: "problems" });
    this.notices = make("ul", { class: "notices", part: "notices" });
    this.spoken = make("p", { class: "unseen", role: "status" });
    // Where the result stands below a long form, its head stays in sight.
    this.glance = make("button", { type: "button", class: "glance", part: "glance", onclick: () => this.element.scrollIntoView({ block: "start" }) });
    this.element = make("section", { class: "results", part: "results", "aria-label": say("result") },
      make("h3", { part: "heading" }, say("result")), this.marks, this.outcomes, this.open, this.notices,
      make("p", { class: "calculated" }, say("calculated")), make("slot", { name: "result" }), this.spoken);
  }

  /**
   * @param {Appraisal | null} appraisal
   * @param {Placed[]} problems
   * @param {Placed[]} warnings
   * @param {boolean} isOpen whether what is wrong is shown one by one
   */
  show(appraisal, problems, warnings, isOpen) {
    this.#mark(warnings);
    this.element.classList.toggle("stale", appraisal === null);
    this.outcomes.replaceChildren(...this.#entries(appraisal));
    this.#showOpen(problems, isOpen);
    const told = warnings.filter(({ problem, places }) => !MARKED.has(problem.code) && places.length === 0);
    this.notices.replaceChildren(...told.map(({ problem }) => make("li", {}, problem.text(this.context.lang))));
    this.notices.hidden = told.length === 0;
    const outcomes = [...this.outcomes.children].slice(0, 2).map((outcome) => outcome.lastElementChild?.textContent);
    this.glance.replaceChildren(make("span", {}, this.context.say("result")), make("strong", {}, appraisal === null ? this.#count(problems) : outcomes.join(" · ")));
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => (this.spoken.textContent = this.#spoken(appraisal, problems)), QUIET);
  }

  /** @param {Placed[]} warnings */
  #mark(warnings) {
    const { say } = this.context;
    const codes = new Set(warnings.map(({ problem }) => problem.code));
    const words = /** @type {const} */ (["in_force", "draft", "superseded", "illustration"]).filter((word) => word === this.status);
    /** @type {import("./words.js").Word[]} */
    const marks = [...words, ...(codes.has("appraisal.unverified") ? [/** @type {const} */ ("unverified")] : [])];
    const unverified = warnings.filter(({ problem }) => problem.code === "appraisal.unverified").map(({ problem }) => problem.text(this.context.lang));
    this.marks.replaceChildren(...marks.map((word) => make("span", { class: `mark ${word}`, title: word === "unverified" ? unverified.join("\n") : null }, say(word))));
  }

  /** @param {Appraisal | null} appraisal */
  #entries(appraisal) {
    if (appraisal === null) return [];
    const { lang, say } = this.context;
    if (appraisal.unratable !== null) {
      const said = /** @type {Record<string, string>} */ (appraisal.toJSON().unratable);
      return [make("div", { class: "outcome" }, make("dt", {}, say("unratable")), make("dd", {}, said[lang] ?? appraisal.unratable))];
    }
    const names = Object.keys(appraisal.outcomes);
    if (names.some((name) => !this.#outcomes.has(name))) this.#name(appraisal);
    return names.map((name) => {
      const { title, unit } = this.#outcomes.get(name) ?? { title: name, unit: "" };
      return make("div", { class: "outcome", part: "outcome" }, make("dt", {}, title), make("dd", { part: "value", "data-outcome": name }, `${appraisal.label(name, lang)}${unit && ` ${unit}`}`));
    });
  }

  /** @param {Appraisal} appraisal */
  #name(appraisal) {
    for (const { kind, path, title, unit = "" } of /** @type {any[]} */ (appraisal.trace)) {
      const name = path.replace("outcomes.", "");
      if (kind === "outcome") this.#outcomes.set(name, { title: title?.[this.context.lang] ?? name, unit });
    }
  }

  /**
   * @param {Placed[]} problems
   * @param {boolean} isOpen
   */
  #showOpen(problems, isOpen) {
    const { say } = this.context;
    const few = problems.slice(0, 20);
    const items = few.map(({ problem, places }) => {
      const place = places.at(-1);
      const title = titleOf(places);
      const text = this.context.sentence(problem);
      return make("li", {}, place && title !== "" ? make("button", { type: "button", class: "link", onclick: () => go(places) }, title) : null, title !== "" ? `: ${text}` : text);
    });
    const more = problems.length - few.length;
    // What is the same stays: else a button would be gone between the moment it is pressed and the moment it is let go.
    const told = JSON.stringify([isOpen, ...problems.map(({ problem, places }) => [titleOf(places), problem.code, problem.text("en")])]);
    const ends = problems.map(({ places }) => places.at(-1));
    if (told === this.#told && ends.every((end, index) => end === this.#ends[index])) return;
    this.#told = told;
    this.#ends = ends;
    this.open.hidden = problems.length === 0;
    this.open.replaceChildren(make("p", {}, this.#count(problems)));
    if (isOpen) this.open.append(make("ul", {}, ...items), more > 0 ? say("more", more) : "");
    else this.open.append(make("button", { type: "button", class: "reveal", part: "button", onclick: () => this.reveal() }, say("show_problems")));
  }

  /** @param {Placed[]} problems */
  #count(problems) {
    const { say } = this.context;
    return problems.length === 1 ? say("open_one") : say("open", problems.length);
  }

  /**
   * @param {Appraisal | null} appraisal
   * @param {Placed[]} problems
   */
  #spoken(appraisal, problems) {
    if (appraisal === null) return this.#count(problems);
    return [...this.outcomes.children].map((outcome) => [...outcome.children].map((part) => part.textContent).join(" ")).join(", ");
  }
}

/** Warnings that stand as marks. */
const MARKED = new Set(["appraisal.illustration", "appraisal.superseded", "appraisal.unverified"]);

/**
 * What the way to a place is called.
 * @param {Place[]} places
 */
export function titleOf(places) {
  const titles = places.map((place) => place.title).filter((title) => title !== "");
  // A row's own title names its list already.
  return titles.filter((title, index) => titles[index + 1]?.startsWith(`${title} `) !== true).join(" › ");
}

/**
 * Opens what is closed on the way and puts the cursor there.
 * @param {Place[]} places
 */
export function go(places) {
  for (const place of places) {
    const fold = place.element.closest("details");
    if (fold) fold.open = true;
    if (place.element instanceof HTMLDetailsElement) place.element.open = true;
  }
  places.at(-1)?.focus();
}


