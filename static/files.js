// The page of files where scripts run: buttons for the fields, dropping, uploads that begin at once, and a
// question before what is not there yet is left behind. Without scripts the form does it all.

import { Documents } from "./documents.js";
import { Uploads } from "./uploads.js";
import { copyOf, fill } from "./words.js";

const form = document.getElementById("upload-form");
const list = document.getElementById("uploads");
const words = list.dataset;

const documents = new Documents(form, words, {
  loggedOut: () => uploads.endSession(),
  problem: (said) => tellProblem(said || notReached()),
  begun: () => tellProblem(""),
});
const uploads = new Uploads(form, list, documents);
let isLeaving = false;

function take(files) {
  // What a form without a script was answered is over when a new file comes.
  document.getElementById("files-error")?.remove();
  tellProblem("");
  uploads.add([...files]);
}

/** A button with the label's words takes the place of a field, whose own are the browser's. */
function giveButton(input) {
  const label = form.querySelector(`label[for=${input.id}]`);
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "ds-button choose", id: input.id });
  button.dataset.variant = "secondary";
  button.textContent = label.textContent;
  button.setAttribute("aria-describedby", "files-hint");
  button.addEventListener("click", () => input.click());
  const hadFocus = input === document.activeElement;
  input.id = `${input.id}-field`;
  input.hidden = true;
  label.replaceWith(button);
  if (hadFocus) button.focus();
  const choose = () => {
    take(input.files);
    // The same file may be chosen again.
    input.value = "";
  };
  input.addEventListener("change", choose);
  // Chosen while this script was on its way.
  if (input.files.length > 0) choose();
}

/** Files may be dropped anywhere on the page. */
function letDrop() {
  let depth = 0;
  const show = (change) => {
    depth = change === 0 ? 0 : depth + change;
    form.classList.toggle("dropping", depth > 0);
  };
  const whenFiles = (act) => (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    act(event.dataTransfer);
  };
  addEventListener("dragenter", whenFiles(() => show(1)));
  addEventListener("dragleave", whenFiles(() => show(-1)));
  addEventListener("dragover", whenFiles((transfer) => (transfer.dropEffect = "copy")));
  addEventListener("drop", whenFiles((transfer) => {
    show(0);
    const items = [...transfer.items].filter(({ kind }) => kind === "file");
    const entries = items.map((item) => ({ file: item.getAsFile(), entry: item.webkitGetAsEntry?.() }));
    const folders = entries.filter(({ entry }) => entry?.isDirectory);
    take(entries.filter(({ entry, file }) => file && !entry?.isDirectory).map(({ file }) => file));
    for (const { entry } of folders) uploads.refuseFolder(entry.name);
  }));
}

/** A change of the list that did not come about; nothing, once another has begun. */
function tellProblem(said) {
  document.getElementById("documents-problem").textContent = said;
}

/** The portal did not answer: what came of it, and what to do. */
function notReached() {
  const remedy = copyOf("refused-not-sent").querySelector(".refusal-remedy").textContent;
  return `${words.notChanged} ${remedy}`;
}

/** Asks what to do about files that are not there yet, or will not be. */
async function askToLeave() {
  const dialog = document.getElementById("leave-dialog");
  const say = (place, count, one, many) => {
    const line = dialog.querySelector(place);
    line.hidden = count === 0;
    line.textContent = count === 1 ? one : fill(many, { n: count });
  };
  say(".leave-under-way", uploads.underWay, words.leaveOne, words.leaveMany);
  say(".leave-refused", uploads.refused, words.refusedOne, words.refusedMany);
  dialog.querySelector("[value=wait]").hidden = uploads.underWay === 0;
  dialog.querySelector("[value=stay]").hidden = uploads.underWay > 0;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue), { once: true });
  });
}

async function goOn(button) {
  const answer = await askToLeave();
  if (answer === "wait" && uploads.underWay > 0) {
    uploads.onIdle = () => {
      uploads.onIdle = undefined;
      // What was refused meanwhile is for her to read first.
      if (uploads.refused > 0) document.getElementById("error-summary").focus();
      else leave(button);
    };
  } else if (answer === "go" || (answer === "wait" && uploads.refused === 0)) {
    leave(button);
  } else if (answer === "stay") {
    document.getElementById("error-summary")?.focus();
  }
}

function leave(button) {
  isLeaving = true;
  form.requestSubmit(button);
}

form.addEventListener("submit", (event) => {
  if (isLeaving || (uploads.underWay === 0 && uploads.refused === 0)) {
    isLeaving = true;
    return;
  }
  event.preventDefault();
  goOn(event.submitter);
});

addEventListener("beforeunload", (event) => {
  if (uploads.underWay > 0 && !isLeaving) event.preventDefault();
});

// On the page that covers this one nothing of it may stand, not even a name: how many, and what to do.
document.addEventListener("session:over", ({ detail: cover }) => {
  const count = uploads.underWay;
  if (count === 0) return;
  const line = document.createElement("p");
  line.textContent = count === 1 ? words.lostOne : fill(words.lostMany, { n: count });
  cover.querySelector("p").after(line);
  // She has been told, and is not asked again.
  isLeaving = true;
});
document.addEventListener("session:back", () => {
  isLeaving = false;
  uploads.goOn();
});

// A page that is brought back may be left again.
addEventListener("pageshow", () => {
  isLeaving = false;
});

document.querySelector("main").classList.add("scripted");
for (const input of form.querySelectorAll("input[type=file]")) giveButton(input);
letDrop();
