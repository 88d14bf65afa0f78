// What is told of files that are sent together: that they have begun, how far they are, that they are there.

import { announce } from "./announce.js";
import { fill } from "./words.js";

/** How much of all must have gone before it is told again. */
const STEP = 25;

/** Tells of files in the line; `words` are the page's. */
export class Told {
  #words;
  #share = 0;
  /** Of these it is told that they are there. */
  #known = new WeakSet();

  constructor(words) {
    this.#words = words;
  }

  /** One by its name, several by their number. */
  begun(files) {
    this.#tell(files, this.#words.begun, this.#words.begunMany);
  }

  /** All of them together, in large steps. */
  share(all) {
    const batch = all.filter((each) => !this.#known.has(each) && !["refused", "cancelled"].includes(each.state));
    const total = batch.reduce((sum, { file }) => sum + file.size, 0);
    const sent = batch.reduce((sum, each) => sum + each.file.size * each.sent, 0);
    const step = Math.floor((100 * sent) / total / STEP) * STEP;
    if (step > this.#share && step < 100) {
      this.#share = step;
      announce(fill(this.#words.percent, { percent: step }));
    }
  }

  /** When the last of them is there. */
  kept(all) {
    const kept = all.filter((each) => each.state === "kept" && !this.#known.has(each));
    this.#tell(kept.map(({ file }) => file), this.#words.added, this.#words.addedMany);
    for (const each of kept) this.#known.add(each);
    if (kept.length > 0) this.#share = 0;
  }

  #tell(files, one, many) {
    if (files.length === 0) return;
    const [{ name }] = files;
    announce(files.length > 1 ? fill(many, { n: files.length }) : fill(one, { name }));
  }
}
