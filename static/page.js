// The page that is shown, and others of ours that are read from their text.

/** Attaches to every element of the page that a selector finds. */
export function each(selector, attach) {
  document.querySelectorAll(selector).forEach((element) => attach(element));
}

/** A page of ours out of an answer; nothing, if it is none. What of it came from elsewhere is never read as markup. */
export function pageOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return page.querySelector("main") ? page : undefined;
}

/** What a page of ours says first: its heading, and the sentence below. */
export function saidBy(page) {
  const [heading, what] = ["h1", "h1 + p"].map((place) => page?.querySelector(`main ${place}`));
  return [heading, what].map((element) => element?.textContent.trim()).filter(Boolean).join(". ");
}
