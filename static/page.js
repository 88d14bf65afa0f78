// The page that is shown, and others of ours that are read from their text.

/** Attaches to every element of the page that a selector finds. */
export function each(selector, attach) {
  document.querySelectorAll(selector).forEach((element) => attach(element));
}

/** Reads a page of ours. What came from elsewhere is set as text, never read as markup. */
export function parse(html) {
  return new DOMParser().parseFromString(html, "text/html");
}
