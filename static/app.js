// Adds comfort where scripts run; every page works without it.
// Words come from the page (data attributes), and whatever came from outside is set as text, never as markup.

const bound = new WeakSet();
let uploading = false;

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

/** Whether a file is larger than its kind may be: all that can be told before it is sent. */
function isTooLarge(form, file) {
  const limit = isZip(file) ? form.dataset.maxZipBytes : form.dataset.maxFileBytes;
  return file.size > Number(limit);
}

function isZip(file) {
  return file.name.toLowerCase().endsWith(".zip");
}

/** Takes what is too large out of the choice, so that the rest can go; gives what to tell of it. */
function leaveOutTooLarge(form, input) {
  const rest = new DataTransfer();
  const messages = [];
  for (const file of input.files) {
    if (isTooLarge(form, file)) {
      messages.push(`${file.name}: ${isZip(file) ? form.dataset.zipTooLarge : form.dataset.tooLarge}`);
    } else {
      rest.items.add(file);
    }
  }
  if (messages.length > 0) {
    input.files = rest.files;
  }
  return messages;
}

/** Shows messages in the form's alert, one paragraph each; none clears it. */
function tell(form, messages) {
  const paragraphs = messages.map((message) => {
    const paragraph = document.createElement("p");
    paragraph.className = "ds-validation-message";
    paragraph.textContent = message;
    return paragraph;
  });
  form.querySelector("[data-upload-errors]").replaceChildren(...paragraphs);
}

/** Puts the answer's page in place of this one without leaving the address. False if it is no page of ours. */
function showAnswer(html) {
  const answer = new DOMParser().parseFromString(html, "text/html");
  const main = answer.querySelector("main");
  if (!main) {
    return false;
  }
  document.title = answer.title;
  for (const part of ["header", "main"]) {
    document.querySelector(part)?.replaceWith(document.adoptNode(answer.querySelector(part)));
  }
  bind();
  (document.getElementById("error-summary") ?? document.querySelector("main")).focus();
  return true;
}

/** Sends the form's files with progress that can be seen and heard. */
function send(form, button) {
  const progress = form.querySelector("[data-upload-progress]");
  const bar = progress.querySelector("progress");
  const percent = form.querySelector("[data-upload-percent]");
  const request = new XMLHttpRequest();
  let told = -1;

  const finish = () => {
    uploading = false;
    progress.hidden = true;
    percent.textContent = "";
  };
  const fail = () => {
    finish();
    tell(form, [form.dataset.networkError]);
  };

  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable || event.total === 0) {
      return;
    }
    const share = Math.floor((100 * event.loaded) / event.total);
    bar.value = share;
    // In steps of ten, so that a screen reader has time to speak.
    if (Math.floor(share / 10) > told) {
      told = Math.floor(share / 10);
      percent.textContent = `${told * 10} %`;
    }
  });
  request.addEventListener("load", () => {
    finish();
    if (request.status < 400) {
      location.assign(request.responseURL);
    } else if (!showAnswer(request.responseText)) {
      fail();
    }
  });
  request.addEventListener("error", fail);
  request.addEventListener("abort", fail);
  request.addEventListener("timeout", fail);

  tell(form, []);
  bar.value = 0;
  progress.hidden = false;
  uploading = true;
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "text/html");
  request.send(new FormData(form, button));
}

function upload(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (uploading) {
      return;
    }
    const messages = leaveOutTooLarge(form, form.querySelector("input[type=file][name=files]"));
    if (messages.length > 0) {
      // Nothing is sent yet: the person sees what was left out, and presses again for the rest.
      tell(form, messages);
      return;
    }
    send(form, event.submitter);
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
  each("form[data-upload]", upload);
  each("[data-sending]", awaitReceipt);
}

addEventListener("beforeunload", (event) => {
  if (uploading) {
    event.preventDefault();
  }
});

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
