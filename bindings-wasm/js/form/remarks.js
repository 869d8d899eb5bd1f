// What is said beside a value: evidence, who entered it and when, a note; or that it is absent, and why.

import { freshId, make } from "./dom.js";

/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("./element.js").Context} Context */
/** @typedef {"because" | "evidence" | "by" | "on" | "note"} Key */

const DAY = /^\d{4}-\d\d-\d\d$/;

/** A button beside a field, and the panel that it opens below: made when it is first opened, since a form has hundreds. */
export class Remarks {
  /** @type {Record<string, unknown>} as the document has it, absence apart */
  #said = {};
  /** @type {"not_rated" | "not_applicable" | undefined} */
  absence;

  /**
   * @param {Question} question
   * @param {Context} context
   * @param {() => void} turned called when absence is stated or taken back
   */
  constructor(question, context, turned) {
    this.question = question;
    this.context = context;
    this.turned = turned;
    const id = freshId();
    this.label = context.say("remarks_of", question.title);
    this.toggle = make("button", { type: "button", class: "toggle", title: this.label, "aria-label": this.label, "aria-expanded": "false", "aria-controls": id, onclick: () => this.open(this.panel.hidden) },
      make("span", { "aria-hidden": "true" }, "⋯"));
    this.panel = make("div", { class: "panel", id, hidden: true });
    // Evidence that is owed stands open to view.
    this.owed = question.evidence === undefined ? undefined : make("div", { class: "owed" });
  }

  open(isOpen = true) {
    if (isOpen && this.panel.childElementCount === 0) this.#build();
    this.panel.hidden = !isOpen;
    this.toggle.setAttribute("aria-expanded", String(isOpen));
  }

  focus() {
    this.open();
    /** @type {HTMLElement | null} */ (this.panel.querySelector("select, input, textarea"))?.focus();
  }

  #build() {
    const { question, context: { say } } = this;
    const choice = make("select", { onchange: () => this.#choose(choice.value) }, make("option", { value: "" }, say("given")));
    choice.append(...ABSENCES.map((kind) => make("option", { value: kind }, say(`absent_${kind}`))));
    choice.value = this.absence ?? "";
    this.panel.replaceChildren(
      ...(question.absence === undefined ? [] : [labelled(say("absence"), choice)]),
      ...(this.absence === undefined ? [] : [this.#text("because", say("because"))]),
      ...(this.absence === undefined && this.owed === undefined ? [this.#evidence()] : []),
      this.#text("by", say("by")), this.#day(), this.#text("note", say("note")));
  }

  #evidence() {
    const { say } = this.context;
    const lines = this.#said.evidence;
    const control = make("textarea", { rows: 1, oninput: () => this.#keep("evidence", split(control.value)) });
    control.value = Array.isArray(lines) ? lines.join("\n") : "";
    return labelled(say(this.question.evidence === "required" ? "evidence_required" : "evidence"), control, say("evidence_help"));
  }

  /**
   * @param {"because" | "by" | "note"} key
   * @param {string} title
   */
  #text(key, title) {
    const control = make(key === "note" ? "textarea" : "input", { rows: key === "note" ? 1 : null, oninput: () => this.#keep(key, control.value || undefined) });
    control.value = String(this.#said[key] ?? "");
    return labelled(title, control);
  }

  #day() {
    const value = String(this.#said.on ?? "");
    const control = make("input", { type: value === "" || DAY.test(value) ? "date" : "text", oninput: () => this.#keep("on", control.value || undefined) });
    control.value = value;
    return labelled(this.context.say("on"), control);
  }

  /**
   * @param {Key} key
   * @param {unknown} value
   */
  #keep(key, value) {
    if (value === undefined) delete this.#said[key];
    else this.#said[key] = value;
    this.#count();
  }

  /** @param {string} kind */
  #choose(kind) {
    this.absence = ABSENCES.find((known) => known === kind);
    this.#draw();
    this.focus();
  }

  /** Shows what was said: all of it where the panel stands open. */
  #draw() {
    if (this.panel.childElementCount > 0) this.#build();
    this.owed?.replaceChildren(...(this.absence === undefined ? [this.#evidence()] : []));
    this.#count();
    this.turned();
  }

  #count() {
    const said = Object.keys(this.read()).filter((key) => key !== "evidence" || this.owed === undefined).length + (this.absence === undefined ? 0 : 1);
    this.toggle.toggleAttribute("data-said", said > 0);
    if (said > 0) this.toggle.dataset.said = String(said);
    this.toggle.setAttribute("aria-label", said === 0 ? this.label : `${this.label} (${said})`);
  }

  read() {
    const { evidence, because, ...said } = this.#said;
    if (this.absence === undefined) return evidence === undefined ? said : { evidence, ...said };
    return because === undefined ? said : { because, ...said };
  }

  /** @param {Record<string, unknown>} said what nobody can enter here stays, for the engine to refuse */
  write({ absent, ...said }) {
    this.absence = ABSENCES.find((known) => known === absent);
    this.#said = Object.fromEntries(Object.entries(said).filter(([, value]) => value != null));
    if (absent != null && this.absence === undefined) this.#said.absent = absent;
    this.#draw();
  }
}

const ABSENCES = /** @type {const} */ (["not_rated", "not_applicable"]);

/** @param {string} lines */
function split(lines) {
  const items = lines.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return items.length === 0 ? undefined : items;
}

/**
 * @param {string} title
 * @param {HTMLElement} control
 */
function labelled(title, control, hint = "") {
  control.id = freshId();
  return make("div", { class: "remark" }, make("label", { for: control.id }, title), control, hint !== "" && make("small", {}, hint));
}
