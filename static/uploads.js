// The line of files that are to be sent: two at a time, in the order in which they were chosen. What breaks off
// is tried again by itself.

import { announce } from "./announce.js";
import { refusalOf } from "./limits.js";
import { saidBy } from "./page.js";
import { showWrong } from "./summary.js";
import { Pace } from "./time-left.js";
import { Told } from "./told.js";
import { Row } from "./upload-row.js";
import { Upload } from "./upload.js";
import { copyOf, fill } from "./words.js";

const AT_A_TIME = 2;
const MOST_TRIES = 5;

/** The line. */
export class Uploads {
  #form;
  #list;
  #words;
  #documents;
  /** In the order of choosing, with those that are there already: the order of the documents follows it. */
  #all = [];
  #told;

  constructor(form, list, documents) {
    this.#form = form;
    this.#list = list;
    this.#words = list.dataset;
    this.#documents = documents;
    this.#told = new Told(this.#words);
    addEventListener("online", () => this.goOn());
  }

  /** How many are waiting, on their way or broken off. */
  get underWay() {
    return this.#unsettled.length;
  }

  /** How many did not get there, and still stand on the page. */
  get refused() {
    return this.#wrong.length;
  }

  /** Puts files into the line. */
  add(files) {
    this.#told.begun(files.filter((file) => this.#take(file)));
    this.#changed();
  }

  /** A folder that was dropped. */
  refuseFolder(name) {
    const each = this.#enter({ name, size: 0 });
    this.#refuse(each, copyOf("refused-folder").childNodes);
  }

  /** The session is over: nothing goes on until it is back. */
  endSession() {
    for (const each of this.#unsettled) {
      this.#stop(each);
      Object.assign(each, { state: "broken", sent: 0 });
      each.row.isBroken(this.#words.loggedOut);
    }
    document.dispatchEvent(new Event("session:look"));
  }

  /** What broke off goes on at once. */
  goOn() {
    const broken = this.#all.filter(({ state }) => state === "broken");
    if (broken.length === 0) return;
    announce(this.#words.online);
    for (const each of broken) this.#resume(each);
  }

  get #unsettled() {
    return this.#all.filter(({ state }) => ["waiting", "sending", "broken"].includes(state));
  }

  get #wrong() {
    return this.#all.filter(({ state }) => state === "refused");
  }

  /** Whether a file may join the line; if not, it is told why. */
  #take(file) {
    const room = this.#documents.room;
    for (const each of this.#unsettled) {
      room.documents -= 1;
      room.bytes -= each.file.size;
    }
    const each = this.#enter(file);
    const refusal = refusalOf(file, this.#form, room);
    if (refusal) {
      this.#refuse(each, copyOf(`refused-${refusal}`).childNodes);
      return false;
    }
    each.state = "waiting";
    each.row.waits();
    return true;
  }

  #enter(file) {
    const each = { file, state: "refused", sent: 0, tries: 0 };
    each.row = new Row(this.#list, file.name, (act) => this.#act(each, act));
    this.#all.push(each);
    return each;
  }

  #act(each, act) {
    if (act === "retry") {
      this.#retry(each);
      return;
    }
    this.#stop(each);
    each.state = "cancelled";
    each.row.remove(document.getElementById("files"));
    if (act === "cancel") announce(fill(this.#words.cancelled, { name: each.file.name }));
    this.#changed();
  }

  #stop(each) {
    clearTimeout(each.timer);
    each.upload?.abort();
  }

  /** It may have come although no answer did, so that is asked first. */
  #retry(each) {
    Object.assign(each, { state: "broken", tries: 0 });
    if (navigator.onLine) each.row.waits();
    else each.row.isBroken(this.#words.offline);
    this.#changed();
    this.#resume(each);
  }

  #go() {
    const sending = this.#all.filter(({ state }) => state === "sending").length;
    const waiting = this.#all.filter(({ state }) => state === "waiting");
    for (const each of waiting.slice(0, AT_A_TIME - sending)) this.#send(each);
  }

  #send(each) {
    const pace = new Pace();
    each.state = "sending";
    each.known ??= new Set(this.#documents.all.map(({ number }) => number));
    each.row.sends(0);
    each.upload = new Upload(this.#form, each.file, {
      progress: (loaded, total) => {
        pace.note(loaded);
        each.sent = total > 0 ? loaded / total : 0;
        each.row.sends(Math.floor(100 * each.sent), pace.secondsFor(total - loaded));
        this.#told.share(this.#all);
      },
      arrived: () => each.row.isJudged(),
      ended: (outcome) => this.#end(each, outcome),
    });
  }

  #end(each, { kind, page }) {
    if (kind === "kept") {
      this.#arrive(each);
    } else if (kind === "logged-out") {
      this.endSession();
    } else if (kind === "broken") {
      this.#break(each);
    } else {
      const said = page.querySelector(".refusals > li");
      const nodes = said ? [...said.childNodes].slice(2) : [document.createTextNode(saidBy(page))];
      this.#refuse(each, nodes, !said);
    }
  }

  /** It is among the documents; the list is asked for in its turn. */
  async #arrive(each) {
    await this.#documents.refresh();
    if (each.state === "sending") this.#keep(each);
  }

  #keep(each) {
    each.state = "kept";
    each.sent = 1;
    each.number = this.#numberOf(each);
    each.row.remove(document.getElementById("files"));
    if (each.number) this.#putInOrder(each);
    this.#changed();
  }

  #refuse(each, nodes, mayRetry = false) {
    each.state = "refused";
    each.row.isRefused(nodes, mayRetry);
    this.#changed();
  }

  /** What broke off is tried again after a while, and each time a longer one. */
  #break(each) {
    each.state = "broken";
    each.sent = 0;
    each.tries += 1;
    if (each.tries > MOST_TRIES) {
      this.#refuse(each, copyOf("refused-not-sent").childNodes, true);
      return;
    }
    each.row.isBroken(navigator.onLine ? this.#words.broken : this.#words.offline);
    each.timer = setTimeout(() => this.#resume(each), 1000 * 2 ** each.tries);
    this.#changed();
  }

  /** First it is asked whether the portal is there, whether she is logged in, and whether the file has come. */
  async #resume(each) {
    clearTimeout(each.timer);
    if (!navigator.onLine) return;
    const status = await this.#documents.refresh();
    if (each.state !== "broken") return;
    if (this.#numberOf(each)) {
      this.#keep(each);
    } else if (status === 200) {
      each.state = "waiting";
      each.row.waits();
      this.#changed();
    } else if (status !== 401) {
      this.#break(each);
    }
  }

  /** Which of the documents it became: a new one of its size and name, or of a name that no other file here has. */
  #numberOf(each) {
    const { file, known } = each;
    // It was never sent.
    if (!known) return undefined;
    const others = this.#all.filter((other) => other !== each);
    const taken = new Set(others.map(({ number }) => number));
    const names = new Set(others.map((other) => other.file.name));
    const fresh = this.#documents.all.filter(
      ({ number, bytes }) => bytes === file.size && !known.has(number) && !taken.has(number),
    );
    const mine = fresh.find(({ name }) => name === file.name) ?? fresh.find(({ name }) => !names.has(name));
    return mine?.number;
  }

  /** A file that was chosen earlier comes before those that were quicker, whichever is heard of first. */
  #putInOrder({ number }) {
    const chosen = this.#all.map((each) => each.number);
    const at = (other) => chosen.indexOf(other);
    const order = this.#documents.all.map((document) => document.number);
    const ahead = order.slice(0, order.indexOf(number)).find((other) => at(other) > at(number));
    const behind = order.slice(order.indexOf(number) + 1).filter((other) => chosen.includes(other) && at(other) < at(number));
    if (ahead) this.#moveBefore(number, ahead);
    for (const other of behind) this.#moveBefore(other, number);
  }

  #moveBefore(number, before) {
    this.#documents.move(number, { direction: "before", before }, false);
  }

  #changed() {
    const rows = this.#wrong.map(({ row, file }) => ({ id: row.id, name: file.name, what: row.what }));
    showWrong(rows, this.#words.errorPrefix);
    this.#go();
    if (this.underWay > 0) return;
    this.#told.kept(this.#all);
    this.onIdle?.();
  }
}
