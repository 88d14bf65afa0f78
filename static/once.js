// Forms that are sent once, however often their button is pressed.

import { each } from "./page.js";

/** The button stays enabled, so that it keeps its focus. */
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "true";
    // The browser's Stop button must not leave a form that can never be sent again.
    setTimeout(() => delete form.dataset.sent, 10000);
  });
}

// A page brought back by the Back button may be sent again.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    for (const form of document.querySelectorAll("form[data-once]")) {
      delete form.dataset.sent;
    }
  }
});

each("form[data-once]", sendOnce);
