// How the form looks. What a page may change are the custom properties at the top, and the parts.

export const STYLE = `
:host {
  display: block; container-type: inline-size; text-align: start;
  --_accent: var(--kinerja-accent, light-dark(#0a6650, #7fd8b8));
  --_on-accent: var(--kinerja-on-accent, light-dark(#fff, #06251c));
  --_text: var(--kinerja-text, light-dark(#1c2321, #e6ece9));
  --_muted: var(--kinerja-muted, light-dark(#56625e, #a5b1ac));
  --_surface: var(--kinerja-surface, light-dark(#fff, #1b2220));
  --_sunken: var(--kinerja-sunken, light-dark(#f4f7f5, #141a18));
  --_field: var(--kinerja-field, light-dark(#fff, #0f1413));
  --_line: var(--kinerja-line, light-dark(#d5ddd9, #36413d));
  --_edge: var(--kinerja-edge, light-dark(#7d8a85, #7c8984));
  --_problem: var(--kinerja-problem, light-dark(#b3261e, #ff9d94));
  --_warning: var(--kinerja-warning, light-dark(#7a5200, #f0c060));
  --_radius: var(--kinerja-radius, 8px);
  --_gap: var(--kinerja-gap, 1rem);
  color: var(--_text); font: var(--kinerja-font, 400 1rem/1.45 system-ui, sans-serif);
}
:host([hidden]), [hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
.form { display: grid; gap: calc(var(--_gap) * 1.25); }
.entry, .whole { display: grid; gap: calc(var(--_gap) * 1.25); min-width: 0; grid-template-columns: minmax(0, 1fr); }
.about { display: grid; gap: var(--_gap); }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend { padding: 0; font-weight: 600; }
h3 { font-size: 1.15rem; line-height: 1.3; margin: 0 0 .5rem; }
p { margin: 0; }
.count { color: var(--_muted); font-weight: 400; font-size: .875rem; }
.fields { display: grid; gap: var(--_gap); grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr)); align-items: start; }
.about .fields { grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5rem), 1fr)); }
.person > legend { margin-bottom: .5rem; }

.field { display: grid; gap: .25rem .3rem; min-width: 0; align-content: start; grid-template-columns: minmax(0, 1fr) auto; }
.field > :not(.toggle) { grid-column: 1 / -1; }
.field:has(> .toggle) > :nth-child(2), .field > .absent { grid-column: 1; }
.field > label { font-size: .9rem; font-weight: 550; }
.field.box { grid-template-columns: auto minmax(0, 1fr) auto; align-items: center; column-gap: .5rem; }
.field.box > input { grid-column: 1; grid-row: 1; }
.field.box > label { grid-column: 2; grid-row: 1; }
.field.box > .toggle { grid-column: 3; grid-row: 1; }
.toggle { align-self: start; min-height: 2.5rem; padding: 0 .35rem; border-color: transparent; background: transparent; color: var(--_muted); display: inline-flex; align-items: center; gap: .2rem; }
.toggle[aria-expanded="true"] { border-color: var(--_line); background: var(--_sunken); }
.toggle[data-said]::after { content: attr(data-said); padding: 0 .4rem; border-radius: 1rem; background: var(--_accent); color: var(--_on-accent); font-size: .75rem; }
.hint, small, .anchor { color: var(--_muted); font-size: .8125rem; line-height: 1.4; }
.problem { color: var(--_problem); font-size: .8125rem; }
.problem::before { content: "▲ "; font-size: .7em; vertical-align: .15em; }
.problem span + span::before { content: " "; }
.problem.warns { color: var(--_warning); }
.absent { font-style: italic; color: var(--_muted); padding: .45rem 0; }

input, select, textarea, button { font: inherit; color: inherit; }
input, select, textarea {
  width: 100%; min-height: 2.5rem; padding: .4rem .6rem; background: var(--_field);
  border: 1px solid var(--_edge); border-radius: calc(var(--_radius) * .75);
}
textarea { resize: vertical; field-sizing: content; line-height: 1.4; display: block; max-height: 16rem; }
@supports (field-sizing: content) { textarea { resize: none; } }
input[type="checkbox"] { width: 1.25rem; min-height: 1.25rem; height: 1.25rem; accent-color: var(--_accent); margin: .6rem 0; }
input::placeholder, textarea::placeholder { color: var(--_muted); opacity: 1; }
:is(input, select, textarea)[aria-invalid="true"] { border-color: var(--_problem); box-shadow: 0 0 0 1px var(--_problem); }
:focus-visible { outline: 3px solid color-mix(in srgb, var(--_accent) 70%, transparent); outline-offset: 1px; }
.with-unit, .with-choice, .two-days { display: flex; align-items: center; gap: .5rem; }
.with-unit > input, .with-choice > input, .two-days > input { flex: 1 1 6rem; min-width: 0; }
.unit { color: var(--_muted); font-size: .875rem; white-space: nowrap; }
.with-choice > select { flex: 1 1 6.5rem; width: auto; min-width: 0; }
.with-anchor { display: grid; gap: .25rem; }
.field.is-period { max-width: 26rem; }
.two-days label { font-size: .875rem; color: var(--_muted); }

button { min-height: 2.5rem; padding: .35rem .9rem; border-radius: calc(var(--_radius) * .75); border: 1px solid var(--_edge); background: var(--_surface); cursor: pointer; }
button:hover { border-color: var(--_accent); }
.add { border-style: dashed; justify-self: start; color: var(--_accent); font-weight: 550; }
.add::before { content: "+ "; }
.remove { position: absolute; inset: .35rem .35rem auto auto; min-height: 2rem; width: 2rem; padding: 0; border-color: transparent; background: transparent; color: var(--_muted); font-size: 1.25rem; line-height: 1; }
.remove:hover { color: var(--_problem); border-color: var(--_problem); }
.link { display: inline; min-height: 0; padding: 0; border: 0; background: none; color: inherit; text-decoration: underline; text-align: start; font-weight: 550; }

section.list, details.list { display: grid; gap: .6rem; grid-template-columns: minmax(0, 1fr); }
section.list > * , details.list > * { margin-bottom: .6rem; }
section.list > h3 { margin-bottom: 0; }

.rows { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.rows:empty { display: none; }
.row { position: relative; border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_surface); padding: .85rem; }
.row > legend { float: left; width: 100%; padding-inline-end: 2.5rem; margin-bottom: .6rem; }
.row > .fields { clear: both; }
.row > .fields > .list { grid-column: 1 / -1; }
.row.wrong { border-color: var(--_problem); }
details.list { background: var(--_sunken); border-radius: var(--_radius); padding: 0 .75rem; }
details.list > summary { padding: .6rem 0; margin: 0; font-weight: 550; }
details.list[open] { padding-bottom: .25rem; }
summary { cursor: pointer; }

.compact > .rows { gap: .4rem; }
.compact > .rows > .row { padding: .55rem 2.6rem .55rem .7rem; }
.compact > .rows > .row > legend { font-size: .875rem; margin-bottom: .3rem; padding: 0; }
.compact > .rows > .row > .fields { display: flex; flex-wrap: wrap; gap: .5rem .6rem; align-items: end; }
.compact > .rows > .row > .fields > .field { flex: 1 1 8rem; column-gap: 0; }
.compact > .rows > .row > .fields > :is(.is-text, .is-level, .is-choice) { flex: 2 1 10rem; }
.compact > .rows > .row > .fields > .box { flex: 1 1 9rem; }
.compact .toggle { padding: 0 .2rem; }
.compact .hint { font-size: .75rem; }

.take { min-height: 2.1rem; font-size: .875rem; }
.taken { display: flex; align-items: center; justify-content: space-between; gap: .5rem; padding: .3rem .3rem .3rem .6rem; border: 1px solid var(--_accent); border-radius: calc(var(--_radius) * .75); }
.back { min-height: 1.9rem; padding: 0 .6rem; }
.panel { display: grid; gap: .5rem; padding: .5rem .6rem .6rem; background: var(--_sunken); border-radius: calc(var(--_radius) * .75); }
.remark { display: grid; gap: .15rem; font-size: .875rem; }
.remark > label { font-size: .8125rem; color: var(--_muted); }
.remark > :is(input, select, textarea) { min-height: 2.1rem; padding: .25rem .5rem; }
.anchors { font-size: .875rem; color: var(--_muted); }
.anchors dt { font-weight: 600; color: var(--_text); margin-top: .4rem; }
.anchors dd { margin: 0; }
.settings { border-top: 1px solid var(--_line); padding-top: .75rem; }
.settings > summary { font-weight: 600; padding: .25rem 0 .75rem; }
.table > legend { float: left; width: 100%; margin-bottom: .4rem; }
.table > * { clear: both; }
.table > * + * { margin-top: .5rem; }
.table { border: 1px solid var(--_line); border-radius: var(--_radius); padding: .85rem; background: var(--_surface); }

.results { border: 1px solid var(--_line); border-top: 4px solid var(--_accent); border-radius: var(--_radius); background: var(--_surface); padding: 1rem; display: grid; gap: .75rem; align-content: start; grid-template-columns: minmax(0, 1fr); }
.results h3 { margin: 0; }
.marks { display: flex; flex-wrap: wrap; gap: .4rem; }
.marks .mark { font-size: .8125rem; padding: .1rem .6rem; border: 1px solid currentColor; border-radius: 1rem; color: var(--_accent); }
.marks :is(.illustration, .superseded, .unverified, .draft) { color: var(--_warning); }
.marks:empty, .outcomes:empty { display: none; }
.outcomes { display: grid; gap: .6rem; margin: 0; grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr)); }
.outcome dt { font-size: .8125rem; color: var(--_muted); }
.outcome dd { margin: 0; font-size: 1.25rem; font-weight: 650; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; line-height: 1.25; }
.open { border-inline-start: 3px solid var(--_edge); padding-inline-start: .75rem; font-size: .9rem; display: grid; gap: .5rem; justify-items: start; }
.open ul, .notices, .refused { margin: 0; padding-inline-start: 1.1rem; display: grid; gap: .3rem; }
.notices { font-size: .9rem; }
.refused { color: var(--_problem); }
.calculated, .loading { color: var(--_muted); font-size: .8125rem; }
.glance { position: sticky; bottom: .5rem; z-index: 1; display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; text-align: start; background: var(--_accent); color: var(--_on-accent); border: 0; box-shadow: 0 2px 12px rgb(0 0 0 / .3); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

@container (min-width: 60rem) {
  .form { grid-template-columns: minmax(0, 1fr) minmax(17rem, 21rem); align-items: start; }
  .glance { display: none; }
  .results { position: sticky; top: var(--kinerja-top, 1rem); max-height: calc(100vh - 2rem); overflow: auto; }
  .about { grid-template-columns: 1fr; }
}
@container (min-width: 44rem) {
  /* Where the rows of a list stand under each other as in a table, the first row's labels name the columns. */
  .compact > .rows > .row + .row > .fields > .field:not(.box) > label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .compact > .rows > .row + .row > .fields > .field > .hint { display: none; }
}
@media print {
  .add, .remove, .reveal, .toggle, .glance, .anchors:not([open]) { display: none; }
  .row, .results { break-inside: avoid; }
  .results { position: static; max-height: none; }
}
@media (prefers-reduced-motion: no-preference) { button, input, select, textarea { transition: border-color .12s; } }
@media (forced-colors: active) { .results { border-color: CanvasText; } }
`;
