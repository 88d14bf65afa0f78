// Adds comfort where scripts run; every page works without it.
// Words come from the page (data attributes).

import "./once.js";
import "./waiting.js";
import { each, focusErrorSummary } from "./page.js";

each("form[data-send-at-once]", (form) => form.requestSubmit());
focusErrorSummary();
