// The documents that are there: taken over from the answers' pages, put into order, removed after a question.

import { announce } from "./announce.js";
import { letDrag } from "./drag.js";
import { pageOf, saidBy } from "./page.js";
import { fill } from "./words.js";

/**
 * The list of a draft's documents. `told` is called with `loggedOut()`, with `begun()` when a change is asked
 * for, and with `problem(text)` when it did not come about.
 */
export class Documents {
  #place = document.getElementById("documents");
  #list = this.#place.querySelector("ol");
  #form;
  #words;
  #told;
  /** One request after the other: pressing twice moves two places, and no answer is older than what is shown. */
  #line = Promise.resolve();

  constructor(form, words, told) {
    this.#form = form;
    this.#words = words;
    this.#told = told;
    this.#place.addEventListener("submit", (event) => this.#pressed(event));
    letDrag(this.#list, (number, before) => {
      this.move(number, before ? { direction: "before", before } : { direction: "last" });
    });
  }

  /** How much there is room for, as the newest answer has it. */
  get room() {
    const { freeDocuments, freeBytes } = this.#place.dataset;
    return { documents: Number(freeDocuments), bytes: Number(freeBytes) };
  }

  /** The documents in their order. */
  get all() {
    return this.#rows.map((row) => ({
      number: row.dataset.number,
      bytes: Number(row.dataset.bytes),
      name: nameOf(row),
    }));
  }

  /** Takes the list out of an answer's page. Rows that stay keep their focus. */
  #takeOver(page) {
    const fresh = page.getElementById("documents");
    if (!fresh) {
      return;
    }
    const focused = this.#list.contains(document.activeElement) ? document.activeElement.id : "";
    Object.assign(this.#place.dataset, fresh.dataset);
    [...fresh.children].forEach((part, at) => {
      this.#place.children[at].hidden = part.hidden;
    });
    settle(this.#list, [...fresh.querySelector("ol").children]);
    if (focused && !this.#list.contains(document.activeElement)) {
      document.getElementById(focused)?.focus();
    }
  }

  /** Asks the portal anew; its answer's status, or 0 when there is none. */
  refresh() {
    return this.#inTurn(() => this.#ask(this.#form.action));
  }

  /** Gives a document another place, and says so unless the order is only brought back. */
  move(number, fields, isTold = true) {
    return this.#inTurn(async () => {
      const status = await this.#ask(this.#address(number, "move"), fields);
      const row = this.#row(number);
      if (status !== 200 || !row || !isTold) return;
      const place = this.#rows.indexOf(row) + 1;
      const told = { name: nameOf(row), place, total: this.#rows.length };
      announce(`${fill(this.#words.moved, told)} ${row.querySelector(".document-role").textContent}.`);
    });
  }

  get #rows() {
    return [...this.#list.children];
  }

  #row(number) {
    return this.#rows.find((row) => row.dataset.number === `${number}`);
  }

  #address(number, what) {
    return `${this.#form.getAttribute("action")}/${number}/${what}`;
  }

  #inTurn(change) {
    this.#line = this.#line.then(change, change);
    return this.#line;
  }

  #pressed(event) {
    const { target: form, submitter } = event;
    const { number } = form.closest("li").dataset;
    event.preventDefault();
    if (form.matches("[data-move]")) {
      this.#step(number, submitter.value);
    } else {
      this.#remove(number);
    }
  }

  /** The focus stays on the button; where there is none any more, on the one beside it. */
  async #step(number, direction) {
    await this.move(number, { direction });
    const row = this.#row(number);
    if (!row) {
      // Removed meanwhile, in another window.
      document.getElementById("documents-heading").focus();
    } else if (isLost(row)) {
      const button = row.querySelector(`[value=${direction}]`) ?? row.querySelector("[data-move] button");
      button?.focus();
    }
  }

  async #remove(number) {
    const row = this.#row(number);
    const name = nameOf(row);
    if (!(await isSure(name))) {
      return;
    }
    const neighbour = row.nextElementSibling ?? row.previousElementSibling;
    await this.#inTurn(async () => {
      const status = await this.#ask(this.#address(number, "remove"), {});
      if (status !== 200) return;
      announce(fill(this.#words.removed, { name }));
      const next = neighbour && document.getElementById(`remove-${neighbour.dataset.number}`);
      (next ?? document.getElementById("files")).focus();
    });
  }

  /** Asks for a page, or sends a form; what the answer shows is taken over. */
  async #ask(address, fields) {
    const csrf = this.#form.elements.csrf.value;
    if (fields) this.#told.begun();
    const form = fields && { method: "POST", body: new URLSearchParams({ csrf, ...fields }) };
    const answer = await fetch(address, { headers: { Accept: "text/html" }, ...form }).catch(() => undefined);
    const page = answer && pageOf(await answer.text().catch(() => ""));
    if (answer?.status === 200 && page) {
      this.#takeOver(page);
    } else if (answer?.status === 401) {
      this.#told.loggedOut();
    } else if (form) {
      this.#told.problem(saidBy(page));
    }
    return page ? answer.status : 0;
  }
}

/** Brings a list's rows into line with those of an answer; what is the same is left alone. */
function settle(list, fresh) {
  const ids = new Set(fresh.map((row) => row.id));
  const old = new Map([...list.children].map((row) => [row.id, row]));
  for (const [id, row] of old) {
    if (!ids.has(id)) row.remove();
  }
  let at = list.firstElementChild;
  for (const row of fresh) {
    const present = old.get(row.id);
    if (present?.isEqualNode(row)) {
      if (present === at) at = at.nextElementSibling;
      else list.insertBefore(present, at);
      continue;
    }
    if (present === at) at = at?.nextElementSibling ?? null;
    present?.remove();
    list.insertBefore(document.adoptNode(row), at);
  }
}

/** Whether the focus was on something of a row that has been replaced. */
function isLost(row) {
  return document.activeElement === document.body || row.contains(document.activeElement);
}

/** Asks before something is gone for good. */
function isSure(name) {
  const dialog = document.getElementById("remove-dialog");
  dialog.querySelector(".document-name").textContent = name;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "remove"), { once: true });
  });
}

function nameOf(row) {
  return row.querySelector(".document-name").textContent;
}
