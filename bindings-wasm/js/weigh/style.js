// How the elements look. What a page may change are the custom properties, the same as those of the form, and the parts.

export const STYLE = `
:host {
  display: block; container-type: inline-size; text-align: start;
  --_accent: var(--kinerja-accent, light-dark(#0a6650, #7fd8b8));
  --_text: var(--kinerja-text, light-dark(#1c2321, #e6ece9));
  --_muted: var(--kinerja-muted, light-dark(#56625e, #a5b1ac));
  --_surface: var(--kinerja-surface, light-dark(#fff, #1b2220));
  --_field: var(--kinerja-field, light-dark(#fff, #0f1413));
  --_line: var(--kinerja-line, light-dark(#d5ddd9, #36413d));
  --_edge: var(--kinerja-edge, light-dark(#7d8a85, #7c8984));
  --_warning: var(--kinerja-warning, light-dark(#7a5200, #f0c060));
  --_problem: var(--kinerja-problem, light-dark(#b3261e, #ff9d94));
  --_radius: var(--kinerja-radius, 8px);
  color: var(--_text); font: var(--kinerja-font, 400 1rem/1.45 system-ui, sans-serif);
}
:host([hidden]), [hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
p { margin: 0; }
.whole { display: grid; gap: .9rem; grid-template-columns: minmax(0, 1fr); }
.lead, .sum { color: var(--_muted); font-size: .875rem; }
.problem { color: var(--_problem); font-size: .875rem; }
:focus-visible { outline: 3px solid color-mix(in srgb, var(--_accent) 70%, transparent); outline-offset: 2px; }
button { font: inherit; color: inherit; min-height: 2.25rem; padding: .25rem .9rem; border-radius: calc(var(--_radius) * .75); border: 1px solid var(--_edge); background: var(--_surface); cursor: pointer; }
button:hover { border-color: var(--_accent); }
input { font: inherit; color: inherit; }

/* Each goal has a colour of its own, and its number beside its name: nothing is told by colour alone. */
.goal { --_own: light-dark(oklch(.5 .1 var(--_hue)), oklch(.72 .1 var(--_hue))); }
.swatch { width: .8rem; height: .8rem; border-radius: 2px; background: var(--_own); flex: none; }

.bar { position: relative; display: flex; height: 3.5rem; border-radius: var(--_radius); overflow: clip; overflow-clip-margin: .5rem; touch-action: none; user-select: none; }
.part { min-width: 0; background: var(--_own); color: light-dark(#fff, #0c1211); display: grid; place-content: center; overflow: hidden; font-weight: 650; font-variant-numeric: tabular-nums; }
.part:first-child { border-start-start-radius: var(--_radius); border-end-start-radius: var(--_radius); }
.border { position: relative; flex: none; width: 0; }
.handle { position: absolute; inset-block: 0; inset-inline-start: -1.1rem; width: 2.2rem; cursor: col-resize; touch-action: none; z-index: 1; border-radius: 6px; }
.handle::after { content: ""; position: absolute; inset-block: .35rem; inset-inline: calc(50% - .2rem); border-radius: 4px; background: var(--_surface); border: 1px solid var(--_edge); }
.handle:is(:hover, :focus-visible)::after { background: var(--_accent); }
.numbers { list-style: none; margin: 0; padding: 0; display: grid; gap: .4rem 1.25rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); }
.numbers li { display: flex; align-items: center; gap: .5rem; }
.numbers label { flex: 1 1 auto; min-width: 0; overflow-wrap: anywhere; }
.numbers input { width: 5.5rem; min-height: 2.4rem; padding: .3rem .5rem; text-align: end; background: var(--_field); border: 1px solid var(--_edge); border-radius: calc(var(--_radius) * .75); font-variant-numeric: tabular-nums; }
.numbers input[aria-invalid="true"] { border-color: var(--_problem); }

.pairs { display: grid; gap: .5rem; grid-template-columns: minmax(0, 1fr); }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: .1rem .75rem; padding: .55rem .75rem .65rem; border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_surface); }
.pair .left, .pair .right { font-size: .9375rem; overflow-wrap: anywhere; }
.pair .right { text-align: end; }
.pair .heavier { font-weight: 700; }
.pair .slide { grid-column: 1 / -1; position: relative; }
/* A track without a filled side: neither goal is the beginning. */
.pair input { display: block; width: 100%; height: 2rem; margin: 0; appearance: none; background: none; touch-action: pan-y; direction: ltr; cursor: pointer; }
.pair input::-webkit-slider-runnable-track { height: .5rem; border-radius: .25rem; border: 1px solid var(--_edge); background: linear-gradient(to right, transparent calc(50% - 1px), var(--_edge) 0 calc(50% + 1px), transparent 0), var(--_field); }
.pair input::-moz-range-track { height: .5rem; border-radius: .25rem; border: 1px solid var(--_edge); background: linear-gradient(to right, transparent calc(50% - 1px), var(--_edge) 0 calc(50% + 1px), transparent 0), var(--_field); }
.pair input::-webkit-slider-thumb { appearance: none; box-sizing: border-box; width: 22px; height: 22px; margin-top: -8px; border-radius: 50%; border: 2px solid var(--_surface); background: var(--_accent); box-shadow: 0 0 0 1px var(--_edge); }
.pair input::-moz-range-thumb { box-sizing: border-box; width: 22px; height: 22px; border-radius: 50%; border: 2px solid var(--_surface); background: var(--_accent); box-shadow: 0 0 0 1px var(--_edge); }
.pair.open input { opacity: .75; }
.pair .said { grid-column: 1 / -1; text-align: center; font-size: .875rem; color: var(--_muted); }
.pair.open .said { font-style: italic; }
.pair.first { border-color: var(--_warning); box-shadow: inset 4px 0 0 var(--_warning); }
.mark { position: absolute; top: 1.7rem; width: 0; font-size: .75rem; line-height: 1; color: var(--_warning); pointer-events: none; white-space: nowrap; display: flex; justify-content: flex-start; }
.mark::before { content: "▲"; margin-inline: -.5em .35em; }
.mark.late { justify-content: flex-end; }
.mark.late::before { order: 1; margin-inline: .35em -.5em; }
.verdict { border-inline-start: 4px solid var(--_accent); padding: .15rem 0 .15rem .75rem; display: grid; gap: .4rem; justify-items: start; }
.verdict.contradicts { border-color: var(--_warning); }
.verdict strong { font-weight: 650; }
.meter { width: min(100%, 22rem); height: .6rem; border-radius: .3rem; background: var(--_line); position: relative; overflow: hidden; }
.meter > span { position: absolute; inset: 0 auto 0 0; background: var(--_accent); border-radius: .3rem; }
.contradicts .meter > span { background: var(--_warning); }
.meter::after { content: ""; position: absolute; inset-block: 0; left: 33.333%; width: 2px; background: var(--_text); }
.weights { list-style: none; margin: 0; padding: 0; display: grid; gap: .3rem; }
.weights li { display: grid; grid-template-columns: minmax(6rem, 12rem) minmax(0, 1fr) 4.5rem; align-items: center; gap: .6rem; font-size: .9375rem; }
.weights .name { overflow-wrap: anywhere; }
.weights .track { height: .9rem; border-radius: .3rem; background: var(--_line); overflow: hidden; }
.weights .track > span { display: block; height: 100%; background: var(--_own); }
.weights .number { text-align: end; font-variant-numeric: tabular-nums; font-weight: 600; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@container (max-width: 28rem) { .weights li { grid-template-columns: minmax(0, 1fr) 4.5rem; } .weights .track { grid-column: 1 / -1; grid-row: 2; } .mark { font-size: .6875rem; } }
@media (forced-colors: active) { .pair input { appearance: auto; } .part { border-inline-end: 2px solid CanvasText; } .handle::after { background: CanvasText; } .weights .track > span, .meter > span { background: Highlight; forced-color-adjust: none; } }
@media (prefers-reduced-motion: no-preference) { .weights .track > span, .meter > span { transition: width .12s; } }
`;

/**
 * Gives an element the colour of a goal, far from those beside it, however many there are. By a property, since pages may forbid styles in attributes.
 *
 * @template {HTMLElement} E
 * @param {E} element
 * @param {number} index
 */
export function coloured(element, index) {
  element.classList.add("goal");
  element.style.setProperty("--_hue", String((165 + index * 137.508) % 360));
  return element;
}
