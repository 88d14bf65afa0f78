// What changes is told to those who do not see it, one thing after the other, and not too often.

const PATIENCE = 400;

let waiting = [];
let timer;

/** Tells it when there is a moment. What comes at the same time is told together. */
export function announce(text) {
  waiting.push(text);
  timer ??= setTimeout(speak, PATIENCE);
}

function speak() {
  document.getElementById("announcements").textContent = waiting.join(" ");
  waiting = [];
  timer = undefined;
}
