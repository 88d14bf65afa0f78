// Saves a draft's form while it is written, valid or not, so that nothing written is lost. The form works
// without it: its buttons do the same, later.

/** So long after the last key. */
const PAUSE = 1500;
/** So long after a failure. */
const AGAIN = 10000;
/** Browsers take no more along when a page is left. */
const MOST_WHEN_LEAVING = 60000;
/** What a form carries beside what is typed. */
const CARRIED = ["csrf", "version", "token", "return"];

const form = document.querySelector("form[data-draft]");
const status = form.querySelector("[data-draft-status]");
const said = form.querySelector("[data-draft-said]");
/** After the page has told of another window's text, only the person decides which counts. */
let decides = form.dataset.draft === "decide";

let kept = decides ? "" : asServed();
let outcome = decides ? "changed" : "saved";
let told = "";
let leaving = false;
let pause;
let line = Promise.resolve();

/** What is typed, as one text to compare; browsers differ in how they end its lines. */
function typed() {
  const fields = [...new FormData(form)].filter(([name]) => !CARRIED.includes(name));
  return new URLSearchParams(fields.map(([name, text]) => [name, text.replaceAll("\r\n", "\n")])).toString();
}

/** The same as the page came: a browser that goes back puts its own text into the fields. */
function asServed() {
  const fields = new URLSearchParams();
  for (const field of form.elements) {
    if (!field.name || CARRIED.includes(field.name) || field.type === "submit") {
      continue;
    }
    if (field.type === "radio" || field.type === "checkbox") {
      if (field.defaultChecked) {
        fields.append(field.name, field.value);
      }
    } else if (field.options) {
      const chosen = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
      fields.append(field.name, chosen?.value ?? "");
    } else {
      fields.append(field.name, field.defaultValue);
    }
  }
  return fields.toString();
}

/** Shows how it stands. What is heard is only what differs from last time. */
function tell(kind, text) {
  status.textContent = text;
  status.classList.toggle("ds-validation-message", kind !== "saved");
  status.dataset.color = kind === "saved" ? "neutral" : "warning";
  if (kind !== told) {
    said.textContent = text;
    told = kind;
  }
}

function send() {
  const body = new URLSearchParams(new FormData(form));
  body.set("then", "typing");
  return fetch(form.action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body,
    keepalive: body.toString().length < MOST_WHEN_LEAVING,
    signal: AbortSignal.timeout(20000),
  });
}

/** Saves what is typed now; gives what became of it. */
async function saveNow(evenIfKept) {
  const what = typed();
  if (what === kept && !evenIfKept) {
    return "saved";
  }
  try {
    const answer = await send();
    const { version, said: words, error } = await answer.json().catch(() => ({}));
    if (answer.ok && version) {
      kept = what;
      form.elements.version.value = version;
      tell("saved", words);
      return "saved";
    }
    return { 401: "ended", 404: "ended" }[answer.status] ?? error ?? "failed";
  } catch (problem) {
    return problem.name === "TimeoutError" ? "slow" : "offline";
  }
}

/** What follows from it. */
function conclude(now) {
  outcome = now;
  const words = { offline: "notSavedOffline", slow: "notSavedOffline", changed: "notSavedChanged", failed: "notSavedFailed" };
  if (words[now]) {
    tell(now, form.dataset[words[now]]);
  }
  // Which of the two counts is shown and asked when the button is pressed.
  decides ||= now === "changed";
  if (["offline", "slow", "failed"].includes(now)) {
    schedule(AGAIN);
  }
  if (["ended", "old"].includes(now)) {
    // The session's own script asks how it stands, and tells.
    document.dispatchEvent(new Event("session:look"));
  }
  return now;
}

/** One after the other, so that each knows the version that the one before has made. */
function save(evenIfKept = false) {
  clearTimeout(pause);
  line = line.then(() => saveNow(evenIfKept)).then(conclude);
  return line;
}

function schedule(time) {
  clearTimeout(pause);
  if (!decides) {
    pause = setTimeout(save, time);
  }
}

function saveAtOnce() {
  if (!decides && !leaving) {
    save();
  }
}

/** Whether the portal can be reached; what the person has to decide is not saved for it. */
async function canGoOn() {
  if (!decides) {
    return (await save(true)) !== "offline";
  }
  try {
    await fetch("/session", { headers: { Accept: "application/json" } });
    return true;
  } catch {
    conclude("offline");
    return false;
  }
}

form.addEventListener("input", () => schedule(PAUSE));
form.addEventListener("focusout", saveAtOnce);
addEventListener("pagehide", saveAtOnce);
addEventListener("online", saveAtOnce);
document.addEventListener("session:back", saveAtOnce);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    saveAtOnce();
  }
});

// Without a connection the browser would show a page of its own in place of this one.
let asking = false;
form.addEventListener("submit", async (event) => {
  if (leaving) {
    return;
  }
  event.preventDefault();
  if (asking) {
    return;
  }
  asking = true;
  const mayGo = await canGoOn();
  asking = false;
  if (mayGo) {
    leaving = true;
    form.requestSubmit(event.submitter);
    // The browser's Stop button must not leave a form that is never saved again.
    setTimeout(() => (leaving = false), 10000);
  }
});

// Whoever follows a link leaves with everything saved; pressed once more, it leads on all the same.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || link.target || decides || link.dataset.asked || typed() === kept) {
    return;
  }
  const isHere = link.pathname === location.pathname && link.hash !== "";
  if (link.origin !== location.origin || isHere) {
    return;
  }
  event.preventDefault();
  if ((await save()) === "saved") {
    location.assign(link.href);
  } else {
    link.dataset.asked = "true";
  }
});

addEventListener("beforeunload", (event) => {
  if (!leaving && outcome !== "saved" && outcome !== "ended" && typed() !== kept) {
    event.preventDefault();
  }
});

// Brought back by the Back button after it was sent: what the draft says now is what counts.
addEventListener("pageshow", (event) => {
  if (event.persisted && leaving) {
    location.reload();
  }
});

// What there is to decide comes first.
document.getElementById("changed")?.focus();

if (!decides && typed() !== kept) {
  schedule(PAUSE);
}
