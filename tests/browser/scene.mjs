// What the pages are looked at with: a demo where people have begun and sent things, one in every state.

import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Archivist } from './people.mjs';
import { Portal } from './portal.mjs';
import { Demo, eventually, makeFiles } from './support.mjs';

/** In the order in which the simulator shows them. */
const people = ['kari', 'ola', 'maret', 'leader'];
export const inhabitants = ['Kari Eksempel', 'Ola Eksempel', 'Máret Eksempel', 'Daglig Leder'];

/** What people write here. It is the same in every language, as it is theirs. */
export const given = {
  title: 'Søknad om dispensasjon fra avstandskravet',
  caseNumber: '2023/587',
  comment: 'Naboene er varslet.\nTegningene ligger ved.',
  email: 'kari@example.no',
  answer: 'Svar: Varsel om befaring',
  letter: 'Varsel om befaring',
  letterNumber: '2026/587-2',
  archivist: 'Side 2 mangler.',
  organisation: 'Eksempel Bygg AS',
};

const message = {
  title: given.title,
  case_number: given.caseNumber,
  comment: given.comment,
  email: given.email,
  language: 'nb',
};
const kari = { kind: 'person', national_id: '01858910001' };
const bygg = { kind: 'organisation', organisation_number: '313001016' };

/** Three portals: one where all goes well, one whose disk has failed, and one where Send takes a stronger log-in. */
export class Scene {
  static async set(browser) {
    const scene = new Scene();
    Object.assign(scene, { browser, cookies: { nobody: [] }, files: await makeFiles(browser) });
    try {
      // One after the other, so that none takes another's port.
      scene.demo = await Demo.start();
      scene.failing = await Demo.start();
      scene.strict = await Portal.start();
      scene.archivist = new Archivist(scene.demo);
      await Promise.all(people.map((name) => scene.#logIn(name)));
      await scene.#fillKarisList();
      await scene.#fail();
      await scene.#enterHalfway();
      return scene;
    } catch (error) {
      console.error(scene.lastWords());
      await scene.strike();
      throw error;
    }
  }

  async strike() {
    await Promise.all(this.portals().map((portal) => portal.stop()));
  }

  portals() {
    return [this.demo, this.failing, this.strict].filter(Boolean);
  }

  lastWords() {
    return this.portals().map((portal) => portal.lastWords()).join('\n');
  }

  /** Does what a person does with the portal's forms, without a window. */
  async as(name, act) {
    const context = await this.browser.newContext({ baseURL: this.demo.portal });
    try {
      await context.addCookies(this.cookies[name]);
      return await act(new Errands(context.request, this.demo));
    } finally {
      await context.close();
    }
  }

  async #logIn(name) {
    const context = await this.browser.newContext({ baseURL: this.demo.portal, locale: 'nb-NO' });
    await enter(await context.newPage(), name);
    this.cookies[name] = await context.cookies();
    await context.close();
  }

  /** Kari's list holds a draft and a submission of each kind, and is left alone from then on. */
  async #fillKarisList() {
    const { pdf, jpeg } = this.files;
    const invite = (recipient) =>
      this.archivist.invite(recipient, given.letter, given.letterNumber);
    this.invitation = await invite(kari);
    this.letterToBygg = await invite(bygg);
    const takenBack = await invite(kari);
    await this.as('kari', async (errands) => {
      const send = async (written, ...files) => {
        const path = await errands.begin();
        await errands.fillIn(path, { ...message, ...written }, ...files);
        return errands.send(path);
      };
      this.received = await send({ confidential: 'yes' }, pdf, jpeg);
      this.archived = await send({}, pdf);
      this.returned = await send({}, pdf);
      this.fetched = await send({ comment: '', case_number: '' }, pdf);
      this.withdrawn = await send({}, pdf);
      await errands.post(`${this.withdrawn}/withdraw`);
      this.answered = await errands.send(await errands.answer(this.invitation, pdf));
      this.answering = await errands.answer(await invite(kari), pdf);
      this.revoked = await errands.answer(takenBack, pdf);
      this.proof = await errands.download(`${this.received}/receipt.pdf`);
      this.emptyDraft = await errands.begin();
      this.draft = await errands.begin();
      await errands.fillIn(this.draft, { ...message, confidential: 'yes' }, pdf, jpeg);
    });
    await this.archivist.revoke(takenBack);
    const id = (path) => path.split('/').at(-1);
    await this.archivist.fetch(id(this.fetched));
    const returned = await this.archivist.fetch(id(this.returned));
    await this.archivist.sendBack(id(this.returned), returned, 'incomplete', given.archivist);
    const archived = await this.archivist.fetch(id(this.archived));
    await this.archivist.acknowledge(id(this.archived), archived, '2026/12', '2026/12-3');
  }

  /** The other portal loses its store when Send is pressed: what is frozen waits to be finished. */
  async #fail() {
    const context = await this.browser.newContext({ baseURL: this.failing.portal, locale: 'nb-NO' });
    await enter(await context.newPage(), 'kari');
    const errands = new Errands(context.request, this.failing);
    this.unsaved = await errands.begin();
    this.unfinished = await errands.begin();
    await errands.fillIn(this.unfinished, message, this.files.pdf);
    const store = join(this.failing.data, 'blobs');
    await rename(store, `${store}-away`);
    await writeFile(store, 'not a folder');
    await errands.pressSend(this.unfinished);
    this.cookies.waiting = await context.cookies();
    await context.close();
  }

  /** At the third, somebody is known well enough to write, and not to send. */
  async #enterHalfway() {
    const context = await this.browser.newContext({ baseURL: this.strict.portal, locale: 'nb-NO' });
    const page = await context.newPage();
    await page.goto('/login');
    await page.goto(`${page.url()}?acr=idporten-loa-substantial`);
    await page.getByRole('button').first().click();
    await page.waitForURL('**/submissions');
    const errands = new Errands(context.request, this.strict);
    this.halfway = await errands.begin();
    await errands.fillIn(this.halfway, message, this.files.pdf);
    this.cookies.halfway = await context.cookies();
    await context.close();
  }
}

/** Logs in, as somebody who has only this to do. */
export async function enter(page, name) {
  await page.goto('/login');
  await page.getByRole('button').nth(people.indexOf(name)).click();
  await page.waitForURL('**/submissions');
}

/** The portal's forms, sent as a browser without scripts sends them. */
export class Errands {
  constructor(request, demo) {
    Object.assign(this, { request, demo });
  }

  /** Begins a submission for oneself; gives its address. */
  async begin({ sender = { sender: 'person' } } = {}) {
    const { location } = await this.post('/submissions');
    const path = location.replace(/\/sender$/, '');
    if (sender) await this.post(`${path}/sender`, sender);
    return path;
  }

  async fillIn(path, written, ...files) {
    await this.post(`${path}/message`, written);
    for (const file of files) await this.attach(path, file);
  }

  async attach(path, file) {
    const fields = await this.#fieldsOf(`${path}/files`);
    const answer = await this.#ask(`${path}/files`, { multipart: { ...fields, files: file } });
    assert.equal(answer.status(), 303, `${path}/files`);
  }

  /** Sends what is filled in, and waits for the receipt; gives the submission's address. */
  async send(path) {
    const answer = await this.pressSend(path);
    assert.equal(answer.headers().location, `${path}/receipt`);
    await eventually('the receipt', async () => {
      const receipt = await this.request.get(`${path}/receipt`);
      return receipt.ok() && !(await receipt.text()).includes('data-sending');
    });
    return path;
  }

  async pressSend(path) {
    return this.#ask(`${path}/send`, { form: await this.#fieldsOf(`${path}/send`, `${path}/review`) });
  }

  /** Begins the answer to a letter; gives its address. */
  async answer({ link }, file) {
    const { location } = await this.post(new URL(link).pathname, { sender: 'person' });
    const path = location.replace(/\/message$/, '');
    await this.fillIn(path, { title: given.answer, email: given.email }, file);
    return path;
  }

  async download(path) {
    return (await this.request.get(path)).body();
  }

  /** Sends a form that is answered with "look there". */
  async post(path, fields = {}) {
    const form = { ...(await this.#fieldsOf(path)), ...fields };
    const answer = await this.#ask(path, { form });
    assert.equal(answer.status(), 303, `${path} with ${Object.keys(fields)}`);
    return { location: answer.headers().location };
  }

  /** What a page's form carries unseen. */
  async #fieldsOf(action, page = action) {
    const text = await (await this.request.get(page)).text();
    const form = text.split('<form').find((form) => form.includes(`action="${action}"`));
    assert.ok(form, `${page} has a form to ${action}`);
    const hidden = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
    return Object.fromEntries([...hidden].map(([, name, value]) => [name, value]));
  }

  #ask(path, options) {
    return this.request.fetch(path, { method: 'POST', maxRedirects: 0, ...options });
  }
}

export { message };
