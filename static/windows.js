// The windows of a browser tell each other whose they are: who logs out in one must not leave her pages standing open
// in another. What is told is the mark of a person, or that nobody is logged in, and nothing of it is kept.

const CHANNEL = "whose-windows";

/** Tells the other windows whose this one is. */
export function tellWhose() {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(document.getElementById("session-rest")?.dataset.person ?? "");
  channel.close();
}

/** Calls `act` when another window is not this person's. */
export function whenSomebodyElseIsThere(person, act) {
  new BroadcastChannel(CHANNEL).addEventListener("message", ({ data }) => {
    if (data !== person) act();
  });
}
