// Sends files with progress that can be seen and heard, and says before what is too large.

import { each, showAnswer } from "./page.js";

let uploading = false;

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

addEventListener("beforeunload", (event) => {
  if (uploading) {
    event.preventDefault();
  }
});

each("form[data-upload]", upload);
