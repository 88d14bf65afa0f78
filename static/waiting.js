// While a submission is being finished: looks for its receipt now and then, and goes there when it is ready.

import { each, pageOf } from "./page.js";

const PAUSE_MS = 3000;
const TRIES = 40;

function awaitReceipt(place) {
  const address = place.dataset.sending;
  let tries = 0;
  const look = async () => {
    tries += 1;
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      const page = pageOf(await answer.text());
      if (answer.ok && page && !page.querySelector("[data-sending]")) {
        location.replace(address);
        return;
      }
    } catch {
      // The network may be back at the next try; the link on the page works meanwhile.
    }
    if (tries < TRIES) {
      setTimeout(look, PAUSE_MS);
    }
  };
  setTimeout(look, PAUSE_MS);
}

each("[data-sending]", awaitReceipt);
