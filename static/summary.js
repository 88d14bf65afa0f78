// What must be put right, at the top of the page; each line leads to its file.

import { copyOf } from "./words.js";

/** Shows what is wrong, and says so in the page's title too. Nothing wrong takes both away. */
export function showWrong(rows, prefix) {
  const old = document.getElementById("error-summary");
  const hadFocus = old?.contains(document.activeElement);
  old?.remove();
  const title = document.title.startsWith(prefix)
    ? document.title.slice(prefix.length).trimStart()
    : document.title;
  document.title = rows.length > 0 ? `${prefix} ${title}` : title;
  if (rows.length === 0) {
    return;
  }
  const summary = copyOf("upload-summary").firstElementChild;
  const heading = summary.querySelector("h2");
  summary.id = "error-summary";
  heading.id = `${summary.id}-heading`;
  summary.setAttribute("aria-labelledby", heading.id);
  summary.querySelector("ul").append(...rows.map(line));
  document.querySelector("main .steps").before(summary);
  if (hadFocus) summary.focus();
}

function line({ id, name, what }) {
  const link = document.createElement("a");
  link.className = "ds-link";
  link.href = `#${id}`;
  const file = document.createElement("bdi");
  file.className = "document-name";
  file.textContent = name;
  link.append(file, `: ${what}`);
  const item = document.createElement("li");
  item.append(link);
  return item;
}
