// Forms that are sent once, however often their button is pressed.

import { each } from "./page.js";

/** So long the portal may take to answer before the browser itself finds out. */
const PATIENCE_MS = 10000;

/** The button stays enabled, so that it keeps its focus. */
function sendOnce(form) {
  form.addEventListener("submit", async (event) => {
    if (form.dataset.sent === "going") {
      form.dataset.sent = "gone";
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "gone";
    // The browser's Stop button must not leave a form that can never be sent again.
    setTimeout(() => delete form.dataset.sent, 2 * PATIENCE_MS);
    if (form.dataset.notReached) {
      event.preventDefault();
      await sendIfReached(form, event.submitter);
    }
  });
}

/** Without a connection the browser would show a page of its own, which does not say whether anything was sent. */
async function sendIfReached(form, button) {
  const said = form.querySelector("[data-once-said]");
  said.textContent = "";
  if (await isReached()) {
    form.dataset.sent = "going";
    form.requestSubmit(button);
  } else {
    delete form.dataset.sent;
    said.textContent = form.dataset.notReached;
  }
}

async function isReached() {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    await fetch("/session", { headers: { Accept: "application/json" }, signal });
    return true;
  } catch (problem) {
    return problem.name === "TimeoutError";
  }
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
