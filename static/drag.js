// Rows are dragged by their grips, with mouse, pen and finger. The buttons do the same for everybody else.

/** Lets the rows of a list be dragged; `drop(number, before)` when one lies elsewhere. */
export function letDrag(list, drop) {
  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(".grip");
    if (!grip || event.button !== 0) {
      return;
    }
    event.preventDefault();
    new Drag(grip, event.pointerId, drop);
  });
}

class Drag {
  #grip;
  #row;
  #drop;
  #order;
  #listening = new AbortController();

  constructor(grip, pointer, drop) {
    this.#grip = grip;
    this.#row = grip.closest("li");
    this.#order = this.#present;
    this.#drop = drop;
    const { signal } = this.#listening;
    grip.setPointerCapture(pointer);
    grip.addEventListener("pointermove", (event) => this.#follow(event.clientY), { signal });
    grip.addEventListener("pointerup", () => this.#end(), { signal });
    grip.addEventListener("pointercancel", () => this.#giveUp(), { signal });
    addEventListener("keydown", (event) => event.key === "Escape" && this.#giveUp(), { signal });
    this.#row.classList.add("dragged");
  }

  get #present() {
    return [...this.#row.parentElement.children];
  }

  /** The others step aside: what is dragged stays in the page, or the pointer would be let go. */
  #follow(y) {
    for (let above; (above = this.#row.previousElementSibling) && y < middle(above); ) {
      this.#row.after(above);
    }
    for (let below; (below = this.#row.nextElementSibling) && y > middle(below); ) {
      this.#row.before(below);
    }
  }

  #end() {
    this.#stop();
    const moved = this.#present.some((row, at) => row !== this.#order[at]);
    if (moved) this.#drop(this.#row.dataset.number, this.#row.nextElementSibling?.dataset.number);
  }

  #giveUp() {
    this.#stop();
    this.#row.parentElement.append(...this.#order);
  }

  #stop() {
    this.#listening.abort();
    this.#row.classList.remove("dragged");
  }
}

function middle(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}
