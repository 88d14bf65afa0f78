// The row of a file that is on its way, or did not get there.

import { inWords } from "./time-left.js";
import { copyOf, fill } from "./words.js";

let made = 0;

/** A row in the list of uploads; `act` is called with `cancel`, `retry` or `dismiss`. */
export class Row {
  #words;
  #element = copyOf("upload-row").firstElementChild;
  #said = "";
  #clock;

  constructor(list, name, act) {
    this.#words = list.dataset;
    made += 1;
    this.#element.id = `upload-${made}`;
    for (const place of this.#element.querySelectorAll("bdi")) {
      place.textContent = name;
    }
    this.#name.id = `upload-${made}-name`;
    this.#bar.setAttribute("aria-labelledby", this.#name.id);
    this.#element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-act]");
      if (button) act(button.dataset.act);
    });
    list.append(this.#element);
    list.hidden = false;
  }

  get id() {
    return this.#element.id;
  }

  /** What is wrong, for the summary. */
  get what() {
    return this.#said;
  }

  waits() {
    this.#show(this.#words.waiting, ["cancel"]);
  }

  sends(share, secondsLeft) {
    const words = fill(this.#words.underWay, { percent: share });
    const left = secondsLeft === undefined ? "" : `, ${inWords(secondsLeft, this.#words)}`;
    this.#show(words + left, ["cancel"], true);
    this.#bar.value = share;
  }

  /** All has come; how long the judging takes is not known, so the bar has no value. */
  isJudged() {
    this.#show(this.#words.checking, ["cancel"], true);
    this.#bar.removeAttribute("value");
  }

  /** It will be tried again by itself. */
  isBroken(words) {
    this.#show("", ["retry", "cancel"]);
    this.#tell(words);
  }

  /** It did not get there; `nodes` say why, in the page's words. */
  isRefused(nodes, mayRetry) {
    this.#show("", mayRetry ? ["retry", "dismiss"] : ["dismiss"]);
    this.#tell(nodes);
    this.#element.classList.add("refused");
  }

  /** Takes the row away; where the focus goes, if it was within, is the caller's to say. */
  remove(focusNext) {
    const list = this.#element.parentElement;
    const hadFocus = this.#element.contains(document.activeElement);
    const neighbour = this.#element.nextElementSibling ?? this.#element.previousElementSibling;
    this.#element.remove();
    list.hidden = list.childElementCount === 0;
    if (hadFocus) (neighbour?.querySelector("button:not([hidden])") ?? focusNext)?.focus();
  }

  get #name() {
    return this.#element.querySelector(".document-name");
  }

  get #bar() {
    return this.#element.querySelector("progress");
  }

  get #problem() {
    return this.#element.querySelector(".upload-problem");
  }

  #show(state, acts, isOnItsWay = false) {
    clearTimeout(this.#clock);
    this.#element.querySelector(".upload-state").textContent = state;
    this.#element.classList.remove("refused");
    this.#problem.replaceChildren();
    this.#bar.hidden = !isOnItsWay;
    const hadFocus = this.#element.contains(document.activeElement);
    for (const button of this.#element.querySelectorAll("[data-act]")) {
      button.hidden = !acts.includes(button.dataset.act);
    }
    if (hadFocus && document.activeElement?.hidden !== false) {
      this.#element.querySelector("button:not([hidden])")?.focus();
    }
  }

  /** In an alert that stands there before its words come, so that they are spoken. */
  #tell(words) {
    const nodes = typeof words === "string" ? [document.createTextNode(words)] : [...words];
    const first = nodes.find((node) => node.textContent.trim());
    this.#said = first?.textContent ?? "";
    // Of several that are refused at once, each alert must say which file it is about.
    const whose = this.#name.cloneNode(true);
    whose.removeAttribute("id");
    whose.className = "ds-sr-only";
    whose.append(": ");
    this.#clock = setTimeout(() => this.#problem.replaceChildren(whose, ...nodes), 100);
  }
}
