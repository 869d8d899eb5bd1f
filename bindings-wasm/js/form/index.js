// `kinerja/form`: importing it makes `<kinerja-form>` known to the page.

import { KinerjaForm } from "./element.js";

export { KinerjaForm };

if (globalThis.customElements && !customElements.get("kinerja-form")) customElements.define("kinerja-form", KinerjaForm);
