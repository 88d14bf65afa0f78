// How long an upload still takes, as honestly as can be told.

import { fill } from "./words.js";

/** So long nothing is told: the first bytes go into buffers, and their pace says nothing. */
const SILENCE_MS = 4000;
const SAMPLE_MS = 1000;
/** How much of the pace a new sample makes up. */
const WEIGHT = 0.3;

/** The pace of an upload, smoothed. */
export class Pace {
  #begun = performance.now();
  #last = { at: this.#begun, bytes: 0 };
  #rate = 0;

  /** So many bytes are on their way by now. */
  note(bytes) {
    const at = performance.now();
    const passed = at - this.#last.at;
    if (passed < SAMPLE_MS) {
      return;
    }
    const sample = (bytes - this.#last.bytes) / passed;
    this.#rate = this.#rate === 0 ? sample : WEIGHT * sample + (1 - WEIGHT) * this.#rate;
    this.#last = { at, bytes };
  }

  /** Seconds for so many bytes more; nothing, while it can't be told. */
  secondsFor(bytes) {
    const isKnown = this.#rate > 0 && performance.now() - this.#begun > SILENCE_MS;
    return isKnown ? bytes / this.#rate / 1000 : undefined;
  }
}

/** Rounded up, as people tell time; `words` are the page's. */
export function inWords(seconds, words) {
  if (seconds <= 50) {
    return fill(words.seconds, { n: Math.max(5, Math.ceil(seconds / 5) * 5) });
  }
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? words.minute : fill(words.minutes, { n: minutes });
}
