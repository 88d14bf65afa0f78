// Adds comfort where scripts run; every page works without it.
// Words come from the page (data attributes).

import "./once.js";
import "./waiting.js";
import { each } from "./page.js";
import { tellWhose } from "./windows.js";

// Before a form leads away.
tellWhose();
each("form[data-send-at-once]", (form) => form.requestSubmit());
// Brings what must be put right to whoever does not see the page.
document.getElementById("error-summary")?.focus();
