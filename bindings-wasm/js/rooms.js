// The entry `kinerja/rooms`: what stands beside schemes. Its wasm module is one of its own; a page that only appraises does not load it.

export { default, initSync } from "./kinerja_rooms.js";
export { Framework, convert, formats, frameworks, gap } from "./frameworks.js";
export { Problem, ProblemError } from "./problem.js";
export * as profile from "./profile.js";
export { call, callText } from "./rooms-call.js";
export * as development from "./development.js";
export * as feedback from "./feedback.js";
export * as journal from "./journal.js";
export * as periods from "./periods.js";
export * as weights from "./weights.js";
