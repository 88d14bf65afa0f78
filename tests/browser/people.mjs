// The people of the journeys, and what they do.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { filesBelow, run, sha256 } from './support.mjs';

/** Someone who sends documents to the municipality. */
export class Sender {
  constructor(page, demo) {
    Object.assign(this, { page, demo });
  }

  async logIn() {
    await this.page.goto('/');
    await this.page.locator('a[href^="/login"]').first().click();
    await this.page.waitForURL(`${this.demo.idp}/**`);
    await this.page.getByRole('button').first().click();
    await this.arriveAt('/submissions');
  }

  async startSubmission() {
    await this.page.locator('form[action="/submissions"] button').click();
    await this.arriveAt('/sender');
  }

  async sendAsThemselves() {
    await this.page.locator('input[name="sender"][value="person"]').check();
    await this.submitFormWith('sender');
    await this.arriveAt('/message');
  }

  async write({ title, comment, email, confidential = false }) {
    await this.page.locator('[name="title"]').fill(title);
    await this.page.locator('[name="comment"]').fill(comment);
    await this.page.locator('[name="email"]').fill(email);
    // By its name and with the keyboard, as people do who do not see it.
    const tick = this.page.getByRole('checkbox', { name: 'fortrolige eller sensitive' });
    assert.equal(await tick.isChecked(), false);
    await tick.focus();
    if (confidential) await this.page.keyboard.press('Space');
    assert.equal(await tick.isChecked(), confidential);
    await this.submitFormWith('title');
    await this.arriveAt('/files');
  }

  async attach(...files) {
    await this.page.locator('input[name="files"]').setInputFiles(files);
    // Where scripts run, there is nothing to press.
    const upload = this.page.locator('.without-script button');
    if (await upload.isVisible()) await upload.click();
    const documents = this.page.locator('.own-documents .document-name');
    for (const { name } of files) await documents.filter({ hasText: name }).first().waitFor();
    await this.page.locator('#uploads').waitFor({ state: 'hidden' });
  }

  async review() {
    await this.page.locator('main button[name="next"]').click();
    await this.arriveAt('/review');
  }

  async send() {
    await this.page.locator('form[action$="/send"] button[type="submit"]').click();
    await this.arriveAt('/receipt');
    return {
      reference: await this.read('Referanse'),
      journalNumber: await this.read('Journalnummer'),
      path: new URL(this.page.url()).pathname,
    };
  }

  async openList() {
    await this.page.goto('/submissions');
  }

  /** Waits until every text can be read on the page. */
  async see(...texts) {
    for (const text of texts) {
      await this.page.locator('main').getByText(text).first().waitFor();
    }
  }

  /** What stands beside a word in a list of facts. */
  async read(word) {
    const label = this.page.locator('main').locator('dt, th').filter({ hasText: word }).first();
    const fact = await label.locator('xpath=following-sibling::*[1]').innerText();
    return fact.trim();
  }

  async submitFormWith(field) {
    await this.page
      .locator(`main form:has([name="${field}"]) button[type="submit"]`)
      .first()
      .click();
  }

  async arriveAt(ending) {
    await this.page.waitForURL((url) => url.pathname.endsWith(ending));
  }
}

/** Someone at the archive, with the private key at hand. */
export class Archivist {
  constructor(demo) {
    this.demo = demo;
  }

  /** Runs the command that the demo printed. */
  async pull() {
    const folder = join(this.demo.home, 'pulled');
    await run('sh', ['-c', `${this.demo.pullCommand()} --out '${folder}'`], {
      cwd: this.demo.home,
      env: this.demo.environment(),
    });
    this.pulled = await filesBelow(folder);
  }

  async checksumsOfPulled() {
    const contents = await Promise.all(this.pulled.map((file) => readFile(file)));
    return contents.map(sha256);
  }

  /** Reads the manifest of a submission through the API: from then on it is fetched. */
  async fetch(id) {
    const sealed = await this.#ask(`submissions/${id}/manifest`);
    const file = join(this.demo.home, `${id}.age`);
    await writeFile(file, Buffer.from(await sealed.arrayBuffer()));
    const identity = join(this.demo.data, 'archive-identity.txt');
    const { stdout } = await run('age', ['-d', '-i', identity, file]);
    return JSON.parse(stdout);
  }

  /** Sends a submission that was fetched back to its sender. */
  async sendBack(id, manifest, reason, text) {
    await this.#tell(`submissions/${id}/return`, { ...answering(manifest), reason, text });
  }

  /** Says that a submission that was fetched is received, and what the archive calls it. */
  async acknowledge(id, manifest, caseNumber, journalNumber) {
    await this.#tell(`submissions/${id}/acknowledgement`, {
      ...answering(manifest),
      case_number: caseNumber,
      journal_number: journalNumber,
    });
  }

  /** Registers a letter; gives its id and the link that is printed in it. */
  async invite(recipient, title, journalNumber) {
    const month = 30 * 24 * 3600 * 1000;
    return this.#tell('invitations', {
      recipient,
      title,
      case_number: journalNumber.replace(/-.*/, ''),
      journal_number: journalNumber,
      expires_at: new Date(Date.now() + month).toISOString(),
    });
  }

  /** Takes an invitation back. */
  async revoke({ id }) {
    await this.#tell(`invitations/${id}/revocation`, {});
  }

  async #tell(path, words) {
    const body = JSON.stringify(words);
    const headers = { 'content-type': 'application/json' };
    return (await this.#ask(path, { method: 'POST', body, headers })).json();
  }

  async #ask(path, { headers, ...options } = {}) {
    const token = (await readFile(join(this.demo.data, 'archive-token'), 'utf8')).trim();
    const answer = await fetch(`${this.demo.portal}/api/v1/${path}`, {
      ...options,
      headers: { ...headers, authorization: `Bearer ${token}` },
    });
    assert.ok(answer.ok, `${path}: ${answer.status}`);
    return answer;
  }

  /** The sender's national identity number, as the manifest has it. */
  async readNationalId() {
    const manifest = this.pulled.find((file) => basename(file) === 'manifest.json');
    assert.ok(manifest, `no manifest.json among ${this.pulled}`);
    const [nationalId] = (await readFile(manifest, 'utf8')).match(/\b\d{11}\b/) ?? [];
    assert.ok(nationalId, 'no national identity number in the manifest');
    return nationalId;
  }

  /** Opens all that the portal stores with a tool the portal has no part in. */
  async checksumsOfStored() {
    const identity = join(this.demo.data, 'archive-identity.txt');
    const sealed = (await filesBelow(join(this.demo.data, 'blobs'))).filter((file) =>
      file.endsWith('.age'),
    );
    const opened = sealed.map((file) =>
      run('age', ['-d', '-i', identity, file], { encoding: 'buffer', maxBuffer: 2 ** 26 }),
    );
    return (await Promise.all(opened)).map(({ stdout }) => sha256(stdout));
  }
}

/** What proves that a submission was decrypted. */
function answering(manifest) {
  return { confirmation_code: manifest.confirmation_code };
}
