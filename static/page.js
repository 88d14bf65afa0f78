// The page that is shown: what is attached to its elements, and how another takes its place.
// Whatever came from outside is set as text, never as markup; only pages of ours are read as pages.

const attachments = [];

/** Attaches to every element that a selector finds, those of a page that comes later too. */
export function each(selector, attach) {
  const attachment = { selector, attach, bound: new WeakSet() };
  attachments.push(attachment);
  bind(attachment);
}

function bind({ selector, attach, bound }) {
  for (const element of document.querySelectorAll(selector)) {
    if (!bound.has(element)) {
      bound.add(element);
      attach(element);
    }
  }
}

/** Reads a page of ours. */
export function parse(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

/** Brings the list of what must be put right to whoever does not see the page; without one, nothing. */
export function focusErrorSummary() {
  const summary = document.getElementById("error-summary");
  summary?.focus();
  return Boolean(summary);
}

/** Puts an answer's page in place of this one without leaving the address. False if it is no page of ours. */
export function showAnswer(html) {
  const answer = parse(html);
  const main = answer.querySelector("main");
  if (!main) {
    return false;
  }
  document.title = answer.title;
  for (const part of ["header", "main"]) {
    document.querySelector(part)?.replaceWith(document.adoptNode(answer.querySelector(part)));
  }
  attachments.forEach(bind);
  if (!focusErrorSummary()) {
    document.querySelector("main").focus();
  }
  return true;
}
