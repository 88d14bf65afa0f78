// Words come from the page: as attributes with places in braces, and as templates.

/** A text of the page's with its places filled in. */
export function fill(text, values) {
  return text.replaceAll(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** A copy of what a template holds. */
export function copyOf(id) {
  return document.getElementById(id).content.cloneNode(true);
}

/** What a page of ours says first: its heading, and the sentence below. */
export function saidBy(page) {
  const [heading, what] = ["h1", "h1 + p"].map((place) => page?.querySelector(`main ${place}`));
  return [heading, what].map((element) => element?.textContent.trim()).filter(Boolean).join(". ");
}

/** A page of ours out of an answer; nothing, if it is none. */
export function pageOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return page.querySelector("main") ? page : undefined;
}
