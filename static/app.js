// Adds comfort where scripts run; every page works without it.
// Words come from the page (data attributes), and whatever came from outside is set as text, never as markup.

const bound = new WeakSet();

/** Brings the list of what must be put right to whoever does not see the page. */
function focusErrorSummary() {
  document.getElementById("error-summary")?.focus();
}

/** Lets a form be sent once. The button stays enabled, so that it keeps its focus. */
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

/** While a submission is being finished: looks for its receipt now and then, and goes there when it is ready. */
function awaitReceipt(place) {
  const address = place.dataset.sending;
  let tries = 0;
  const look = async () => {
    tries += 1;
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.ok && !page.querySelector("[data-sending]")) {
        location.replace(address);
        return;
      }
    } catch {
      // The network may be back at the next try; the link on the page works meanwhile.
    }
    if (tries < 40) {
      setTimeout(look, 3000);
    }
  };
  setTimeout(look, 3000);
}

/** Attaches to everything on the page that is not attached to yet. */
function bind() {
  const each = (selector, attach) => {
    for (const element of document.querySelectorAll(selector)) {
      if (!bound.has(element)) {
        bound.add(element);
        attach(element);
      }
    }
  };
  each("form[data-once]", sendOnce);
  each("form[data-send-at-once]", (form) => form.requestSubmit());
  each("[data-sending]", awaitReceipt);
}

// A page brought back by the Back button may be sent again.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    for (const form of document.querySelectorAll("form[data-once]")) {
      delete form.dataset.sent;
    }
  }
});

bind();
focusErrorSummary();
