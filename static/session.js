// Warns before the session ends, and covers the page when it has. How long it lasts is the portal's to say: a
// laptop may have slept, and another tab may have gone on.

import { whenSomebodyElseIsThere } from "./windows.js";

/** Seconds before the end by rest. */
const WARN_OF_REST = 180;
/** Seconds before the end that nothing puts off: time to finish a sentence, and once more when it is near. */
const WARN_OF_END = [600, 120];
/** Seconds between two looks while a warning is shown. */
const LOOK_AGAIN = 10;

const rest = document.getElementById("session-rest");
const end = document.getElementById("session-end");
const person = rest.dataset.person;
const main = document.querySelector("main");
const account = document.querySelector(".site-account");

let restsAt;
let endsAt;
let lookedAt = 0;
let timer;
let cover;
let title;
let warnings = WARN_OF_END;

/** Takes the portal's word on how long is left. */
function reckon(lasts) {
  const now = Date.now();
  restsAt = now + 1000 * lasts.rest;
  endsAt = now + 1000 * lasts.end;
}

/** Which end this tab has been warned of, so that not every page says it again. Nothing else is remembered. */
const REMEMBERED = "session-end-warning";

/** The warnings of this end that are still to come. */
function warningsLeft() {
  const [of, at] = (sessionStorage.getItem(REMEMBERED) ?? "").split(" ").map(Number);
  const isSame = Math.abs(of - endsAt) < 30000;
  return WARN_OF_END.filter((warning) => !(isSame && warning >= at));
}

/** Remembers that this tab has been warned. */
function warned() {
  sessionStorage.setItem(REMEMBERED, `${endsAt} ${warnings[0]}`);
  warnings = warningsLeft().filter((warning) => warning < secondsUntil(endsAt));
}

const secondsUntil = (time) => Math.ceil((time - Date.now()) / 1000);

/** The forms of this page go on with the session that is there. */
function carry(csrf) {
  for (const field of document.querySelectorAll("input[name=csrf]")) {
    field.value = csrf;
  }
}

/** Asks the portal, which does not take it for activity. */
async function look() {
  lookedAt = Date.now();
  try {
    const answer = await fetch("/session", { headers: { Accept: "application/json" } });
    if (answer.ok) {
      take(await answer.json());
    }
  } catch {
    // Without a connection what was known goes on to count.
  }
  decide();
}

function take(lasts) {
  if (lasts?.person !== person) {
    restsAt = 0;
    return;
  }
  reckon(lasts);
  carry(lasts.csrf);
  uncover();
}

/** Shows what is to be shown now, and when to think of it again. */
function decide() {
  const left = secondsUntil(restsAt);
  const lastLeft = secondsUntil(endsAt);
  if (left <= 0 || lastLeft <= 0) {
    hide();
    return;
  }
  const isLast = lastLeft - left < 2;
  if (lastLeft <= warnings[0]) {
    warned();
    show(end);
  } else if (left <= WARN_OF_REST && !isLast) {
    show(rest);
  } else if (left > WARN_OF_REST) {
    rest.close();
  }
  plan();
}

/** A second while a warning counts down; else now and then, since no timer counts while a machine sleeps. */
function plan() {
  clearTimeout(timer);
  const isShown = rest.open || end.open;
  const next = Math.min(secondsUntil(restsAt) - WARN_OF_REST, secondsUntil(endsAt) - (warnings[0] ?? 0));
  const wait = isShown ? 1 : Math.max(1, Math.min(30, next));
  timer = setTimeout(tick, 1000 * wait);
}

function tick() {
  const isShown = rest.open || end.open;
  if (isShown) {
    count(rest.open ? rest : end);
  }
  const isNear = secondsUntil(restsAt) <= WARN_OF_REST || secondsUntil(endsAt) <= (warnings[0] ?? 0);
  const isOld = Date.now() - lookedAt > 1000 * LOOK_AGAIN;
  if ((isNear && isOld) || secondsUntil(restsAt) <= 0) {
    look();
  } else {
    plan();
  }
}

function show(dialog) {
  if (dialog.open) {
    return;
  }
  // One warning at a time.
  (dialog === rest ? end : rest).close();
  dialog.showModal();
  count(dialog);
}

/** Counts for the eye every second, and for the ear in steps that leave time to speak. */
function count(dialog) {
  const left = Math.max(0, secondsUntil(dialog === rest ? restsAt : endsAt));
  const clock = dialog.querySelector("[data-session-left]");
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  clock.textContent = clock.dataset.sessionLeft.replace("{left}", time);
  const steps = [...dialog.querySelectorAll("[data-session-at]")];
  const step = steps.filter((each) => left <= Number(each.dataset.sessionAt)).at(-1);
  const said = dialog.querySelector("[data-session-said]");
  if (step && said.textContent !== step.textContent) {
    said.textContent = step.textContent;
  }
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** What stands in place of the page, in the page's own words. */
function made() {
  const words = document.getElementById("session-ended").dataset;
  const place = element("main", "wrap flow session-ended", "");
  place.tabIndex = -1;
  const heading = element("h1", "ds-heading", words.heading);
  heading.dataset.size = "lg";
  const link = element("a", "ds-button", words.logIn);
  link.href = words.href;
  const paragraph = document.createElement("p");
  paragraph.append(link);
  place.append(heading, element("p", "", words.what), paragraph);
  return place;
}

/** Nobody who comes to this machine later sees what was on the page. */
function hide() {
  // An open question of the page's own would be hidden with it, and still keep everything else from being reached.
  for (const dialog of document.querySelectorAll("dialog[open]")) {
    dialog.close();
  }
  clearTimeout(timer);
  if (cover) {
    return;
  }
  cover = made();
  title = document.title;
  document.title = document.getElementById("session-ended").dataset.title;
  // The skip link leads to what is shown.
  cover.id = main.id;
  main.removeAttribute("id");
  main.hidden = true;
  account.hidden = true;
  main.before(cover);
  cover.focus();
  document.dispatchEvent(new CustomEvent("session:over", { detail: cover }));
}

/** The same person has logged in again in another tab. */
function uncover() {
  if (!cover) {
    return;
  }
  main.id = cover.id;
  cover.remove();
  cover = undefined;
  main.hidden = false;
  account.hidden = false;
  document.title = title;
  warnings = warningsLeft();
  main.focus();
  document.dispatchEvent(new Event("session:back"));
}

async function stay() {
  const form = rest.querySelector("form");
  const body = new URLSearchParams(new FormData(form));
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch("/session", { method: "POST", headers, body });
    if (answer.ok) {
      take(await answer.json());
    } else {
      await look();
    }
  } catch {
    // The warning stays, and the button with it.
  }
  decide();
}

rest.querySelector("form").addEventListener("submit", (event) => {
  if (!event.submitter?.hasAttribute("formaction")) {
    event.preventDefault();
    stay();
  }
});
// Esc means what the first button says.
rest.addEventListener("cancel", (event) => {
  event.preventDefault();
  stay();
});
end.querySelector("[data-session-close]").addEventListener("click", () => end.close());

document.addEventListener("session:look", look);
whenSomebodyElseIsThere(person, look);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    look();
  }
});
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    look();
  }
});

reckon({ rest: Number(rest.dataset.rest), end: Number(rest.dataset.end) });
warnings = warningsLeft();
decide();
