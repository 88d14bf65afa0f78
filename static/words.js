// Words come from the page: as attributes with places in braces, and as templates.

/** A text of the page's with its places filled in. */
export function fill(text, values) {
  return text.replaceAll(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** A copy of what a template holds. */
export function copyOf(id) {
  return document.getElementById(id).content.cloneNode(true);
}
