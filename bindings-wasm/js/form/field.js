// One value: its label, what it is entered with, what is said beside it, and what is wrong with it.

import { controlOf } from "./control.js";
import { freshId, make } from "./dom.js";
import { shown } from "./numeral.js";
import { Remarks } from "./remarks.js";
import { Sealed, isSealed } from "./sealed.js";

/** @typedef {import("../problem.js").Problem} Problem */
/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("./element.js").Context} Context */
/** @typedef {(string | number)[]} Path */

/**
 * A place of the form: it gives its part of the document, takes one, and shows what is wrong there.
 *
 * @typedef {object} Place
 * @property {HTMLElement} element
 * @property {string} title
 * @property {(path: Path, doubts: Problem[]) => unknown} read `undefined` where it is left out; what cannot be read is added to the doubts
 * @property {(value: unknown) => void} write
 * @property {(path: Path) => Place[]} at the places that a path leads through, this one first
 * @property {(problems: Problem[], isOpen: boolean) => void} show what is wrong at this very place; closed, where nobody has asked for it yet
 * @property {() => Place[]} parts
 * @property {() => void} focus
 * @property {boolean} touched
 */

/** @implements {Place} */
export class Field {
  touched = false;

  /**
   * @param {Question} question
   * @param {Context} context
   */
  constructor(question, context) {
    this.question = question;
    this.context = context;
    this.title = question.title;
    this.control = controlOf(question, context);
    this.absent = make("span", { class: "absent", hidden: true });
    this.sealed = question.isTaken ? new Sealed(question, context, () => this.turn()) : undefined;
    /** @type {Remarks | undefined} */
    this.remarks = undefined;
    if (!context.bare) this.remarks = new Remarks(question, context, () => this.turn());
    const id = freshId();
    this.control.first.id = id;
    const hint = hintOf(question, context);
    this.hint = make("p", { class: "hint", id: `${id}-hint`, hidden: hint === "" }, hint);
    this.message = make("p", { class: "problem", id: `${id}-problem`, hidden: true, part: "problem" });
    this.label = make("label", { for: id, part: "label" }, question.title);
    const isBox = this.control.first instanceof HTMLInputElement && this.control.first.type === "checkbox";
    this.element = make("div", { class: `field is-${question.type}${isBox ? " box" : ""}`, part: "field", onfocusout: () => this.left() },
      this.label, this.control.element, this.absent, this.remarks?.toggle, this.sealed?.element, this.hint, this.remarks?.owed, this.message, this.remarks?.panel);
    this.control.first.setAttribute("aria-describedby", `${id}-problem ${id}-hint`);
    if (question.required && question.initial === undefined && question.absence === undefined) this.control.first.setAttribute("aria-required", "true");
  }

  left() {
    if (this.touched || this.read([], []) === undefined) return;
    this.touched = true;
    this.context.changed();
  }

  /** A value that is stated to be absent is not entered. */
  turn() {
    const absence = this.remarks?.absence;
    const isTaken = this.sealed?.document !== undefined;
    this.control.element.hidden = absence !== undefined || isTaken;
    if (this.sealed) this.sealed.element.hidden = absence !== undefined;
    this.absent.hidden = absence === undefined;
    this.absent.textContent = absence === undefined ? "" : this.context.say(`absent_${absence}`);
  }

  /**
   * @param {Path} path
   * @param {Problem[]} doubts
   */
  read(path, doubts) {
    const absence = this.remarks?.absence;
    const said = this.remarks?.read() ?? {};
    if (absence !== undefined) return { absent: absence, ...said };
    const taken = this.sealed?.document;
    const doubt = taken === undefined ? this.control.doubt?.(path) : undefined;
    if (doubt !== undefined) doubts.push(doubt);
    const value = taken ?? this.control.read();
    return Object.keys(said).length === 0 ? value : { value: value ?? null, ...said };
  }

  /** @param {unknown} value */
  write(value) {
    const isPlain = value === null || typeof value !== "object" || Array.isArray(value) || this.question.type === "period" || isSealed(value);
    const isWhole = isPlain || this.remarks === undefined;
    const { value: inner, ...said } = /** @type {Record<string, unknown>} */ (isWhole ? { value } : value);
    const isTaken = this.sealed !== undefined && isSealed(inner);
    this.sealed?.write(isTaken ? inner : undefined);
    this.control.write(isTaken ? undefined : inner);
    this.remarks?.write(said);
    this.turn();
  }

  at() {
    return [this];
  }

  parts() {
    return [];
  }

  /**
   * @param {Problem[]} problems
   * @param {boolean} isOpen
   */
  show(problems, isOpen) {
    const shown = isOpen || this.touched ? problems : [];
    const wrong = shown.filter((problem) => !isWarning(problem));
    this.control.first.setAttribute("aria-invalid", String(wrong.length > 0));
    this.element.classList.toggle("wrong", wrong.length > 0);
    this.message.classList.toggle("warns", wrong.length === 0);
    this.message.hidden = shown.length === 0;
    this.message.replaceChildren(...shown.map((problem) => make("span", {}, this.context.sentence(problem))));
    if (shown.some((problem) => problem.code === "value.absence")) this.remarks?.open();
  }

  focus() {
    if (this.sealed?.document !== undefined) this.sealed.back.focus();
    else if (this.control.element.hidden) this.remarks?.focus();
    else this.control.first.focus();
  }
}

/** @param {Problem} problem */
export function isWarning(problem) {
  return problem.code === "evidence.expected" || /^appraisal\.|^parameter\./.test(problem.code);
}

/**
 * @param {Question} question
 * @param {Context} context
 */
function hintOf({ description, limits, type }, { say, lang }) {
  const isNumber = type === "number" || type === "integer";
  /** @type {(keyof typeof limits)[]} */
  const kinds = ["from", "above", "until", "below"];
  const said = kinds.filter((kind) => isNumber && limits[kind] !== undefined);
  if (limits.from !== undefined && limits.until !== undefined && isNumber) return [description, `${shown(limits.from, lang)}–${shown(limits.until, lang)}`].filter(Boolean).join(" · ");
  const range = said.map((kind) => say(/** @type {import("./words.js").Word} */ (`limit_${kind}`), shown(limits[kind], lang)));
  // That a number is not negative goes without saying.
  return [description, ...(limits.from === 0 && said.length === 1 ? [] : range)].filter(Boolean).join(" · ");
}
