// Someone without a mouse sends documents, in each language. Everything is found by the name that is read aloud.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Demo, makeFiles, openBrowser, openPage } from './support.mjs';
import { languages, word } from './words.mjs';

const municipality = 'Eksempel kommune';

let browser;
let demo;
let files;

before(async () => {
  browser = await openBrowser();
  [files, demo] = await Promise.all([makeFiles(browser), Demo.start()]);
});
after(async () => {
  await demo?.stop();
  await browser?.close();
});

describe('documents are sent with the keyboard alone', { concurrency: 2 }, () => {
  for (const language of languages) {
    test(language, async () => {
      const { page, complaints } = await openPage(browser, demo);
      await page.goto(`/?lang=${language}`);
      const typist = new Typist(page, language);
      await typist.logIn();
      await typist.write();
      await typist.attach(files.pdf, files.jpeg);
      await typist.send();
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }
});

class Typist {
  constructor(page, language) {
    Object.assign(this, { page, language });
    // The browser is asked for the file chooser from now on, not when the key is pressed already.
    page.on('filechooser', () => {});
  }

  async logIn() {
    await this.go('link', 'skip-to-main');
    await this.press('Enter');
    assert.equal(await this.page.evaluate(() => document.activeElement.id), 'main');
    await this.go('link', 'start-log-in');
    await this.press('Enter');
    await this.page.waitForURL('**/authorize?**');
    await this.tabTo(this.page.getByRole('button', { name: 'Kari Eksempel' }));
    await this.press('Enter');
    await this.arriveAt('/submissions');
  }

  async write() {
    await this.go('button', 'submissions-new');
    await this.press('Enter');
    await this.arriveAt('/sender');
    await this.go('radio', 'sender-person');
    await this.press('ArrowDown');
    assert.ok(await (await this.find('radio', 'sender-organisation')).isChecked());
    await this.press('ArrowUp');
    assert.ok(await (await this.find('radio', 'sender-person')).isChecked());
    await this.continue('/message');
    await this.type('message-title', 'Søknad om dispensasjon');
    await this.type('message-comment', 'Naboene er varslet.');
    await this.go('checkbox', 'message-confidential');
    await this.press('Space');
    await this.type('message-email', 'kari@example.no');
    await this.continue('/files');
  }

  async attach(...files) {
    await this.go('button', 'files-choose');
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.press('Enter')]);
    await chooser.setFiles(files);
    for (const { name } of files) {
      await this.page.locator('.own-documents .document-name').getByText(name).waitFor();
    }
    await this.go('button', 'files-continue');
    await this.press('Enter');
    await this.arriveAt('/review');
  }

  async send() {
    await this.go('button', 'review-send');
    await this.press('Enter');
    await this.arriveAt('/receipt');
    await this.go('link', 'receipt-download');
  }

  async type(field, text) {
    await this.go('textbox', field);
    await this.page.keyboard.type(text);
  }

  async continue(to) {
    await this.go('button', 'button-continue');
    await this.press('Enter');
    await this.arriveAt(to);
  }

  async find(role, key) {
    const name = (await word(this.language, key)).replace('{ $municipality }', municipality);
    return this.page.getByRole(role, { name });
  }

  async go(role, key) {
    await this.tabTo(await this.find(role, key));
  }

  /** Presses Tab until something has the focus, at most once round the page. */
  async tabTo(target) {
    await target.first().waitFor();
    const passed = new Set();
    for (;;) {
      await this.press('Tab');
      if (await target.first().evaluate((element) => element === document.activeElement)) return;
      const stop = await this.page.evaluate(tellFocus);
      assert.ok(!passed.has(stop), `Tab does not reach ${target}, only\n${[...passed].join('\n')}`);
      passed.add(stop);
    }
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  async arriveAt(ending) {
    await this.page.waitForURL((url) => url.pathname.endsWith(ending));
  }
}

/** Runs in the page: what has the focus, in words that name nothing else. */
function tellFocus() {
  const places = [...document.querySelectorAll('*')];
  return `${places.indexOf(document.activeElement)} ${document.activeElement.outerHTML.slice(0, 120)}`;
}
