// One file on its way. It goes from the disk to the network by itself: no script ever holds its bytes.

import { pageOf } from "./page.js";

/** So long no byte may move, and so long the server may judge what has come. */
const STALL_MS = 60_000;
const JUDGING_MS = 300_000;

/**
 * Sends a file with the page's form. `on.progress(loaded, total)` while bytes flow, `on.arrived()` when all
 * have, `on.ended(outcome)` once: `kept`, `refused`, `logged-out`, `told` or `broken`.
 */
export class Upload {
  #request = new XMLHttpRequest();
  #on;
  #clock;

  constructor(form, file, on) {
    this.#on = on;
    const fields = new FormData();
    fields.append("csrf", form.elements.csrf.value);
    fields.append("files", file);
    this.#listen();
    this.#wind(STALL_MS);
    this.#request.open("POST", form.action);
    this.#request.setRequestHeader("Accept", "text/html");
    this.#request.send(fields);
  }

  /** Ends it without a word. */
  abort() {
    clearTimeout(this.#clock);
    this.#on = { progress() {}, arrived() {}, ended() {} };
    this.#request.abort();
  }

  #listen() {
    this.#request.upload.addEventListener("progress", ({ loaded, total }) => {
      this.#wind(STALL_MS);
      this.#on.progress(loaded, total);
    });
    this.#request.upload.addEventListener("load", () => {
      this.#wind(JUDGING_MS);
      this.#on.arrived();
    });
    this.#request.addEventListener("load", () => this.#end(this.#answered()));
    for (const trouble of ["error", "abort", "timeout"]) {
      this.#request.addEventListener(trouble, () => this.#end({ kind: "broken" }));
    }
  }

  #wind(time) {
    clearTimeout(this.#clock);
    this.#clock = setTimeout(() => this.#request.abort(), time);
  }

  #answered() {
    const { status, responseText } = this.#request;
    const page = pageOf(responseText);
    if (!page) {
      return { kind: "broken" };
    }
    const kinds = { 200: "kept", 401: "logged-out", 422: "refused" };
    return { kind: kinds[status] ?? "told", page };
  }

  #end(outcome) {
    clearTimeout(this.#clock);
    this.#on.ended(outcome);
  }
}
