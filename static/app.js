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
  });
}

/** What is wrong with the chosen files before they are sent: only what their size tells. */
function tooLarge(form, files) {
  const messages = [];
  for (const file of files) {
    const zip = file.name.toLowerCase().endsWith(".zip");
    const limit = Number(zip ? form.dataset.maxZipBytes : form.dataset.maxFileBytes);
    if (limit > 0 && file.size > limit) {
      messages.push(`${file.name}: ${zip ? form.dataset.zipTooLarge : form.dataset.tooLarge}`);
    }
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
  document.querySelector("main").replaceWith(document.adoptNode(main));
  bind();
  focusErrorSummary();
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
    const files = form.querySelector("input[type=file][name=files]").files;
    const messages = tooLarge(form, files);
    if (messages.length > 0) {
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
