// `kinerja/weigh`: importing it makes `<kinerja-comparison>` and `<kinerja-weight-bar>` known to the page.

import { WeightBar } from "./bar.js";
import { Comparison } from "./comparison.js";

export { Comparison, WeightBar };

for (const [name, element] of /** @type {[string, CustomElementConstructor][]} */ ([["kinerja-comparison", Comparison], ["kinerja-weight-bar", WeightBar]])) {
  if (globalThis.customElements && !customElements.get(name)) customElements.define(name, element);
}
