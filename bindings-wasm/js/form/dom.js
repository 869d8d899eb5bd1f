// Elements, made in one call.

/**
 * An element. An attribute `on…` is a listener, `false`, `null` and `undefined` leave an attribute or a child out, `true` is an attribute without value.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children texts, never markup: nothing that somebody entered is read as HTML
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  element.append(.../** @type {(Node | string)[]} */ (children.filter((child) => child != null && child !== false && child !== "")));
  return element;
}

let last = 0;

/** An id that nothing else on the page has, by which labels find their field. */
export function freshId() {
  last += 1;
  return `kinerja-${last}`;
}
