// A letter from the municipality is answered, by whom it is to and by nobody else.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { after, before, test } from 'node:test';
import { Archivist, Sender } from './people.mjs';
import { makeFiles, openBrowser, openPage, withDemo } from './support.mjs';

const kari = { kind: 'person', national_id: '01858910001' };
const bygg = { kind: 'organisation', organisation_number: '313001016' };
const title = 'Varsel om befaring marmorkanari';
const letterNumber = '2026/587-2';

let browser;
let files;

before(async () => {
  browser = await openBrowser();
  files = await makeFiles(browser);
});
after(() => browser?.close());

for (const javaScriptEnabled of [true, false]) {
  const manner = javaScriptEnabled ? 'with' : 'without';

  test(`a person answers a letter, ${manner} JavaScript`, async () => {
    await withDemo(async (demo) => {
      const { page, complaints } = await openPage(browser, demo, { javaScriptEnabled });
      const sender = new Sender(page, demo);
      await follow(sender, await invite(demo, kari), 0);
      await sender.see(title, '2026/587-2');
      await answer(sender);
      const manifest = await pull(demo);
      assert.equal(manifest.in_reply_to.journal_number, '2026/587-2');
      assert.equal(manifest.case_number, '2026/587');
      assert.equal(manifest.sender.national_id, kari.national_id);
      assert.deepEqual(complaints, []);
    });
  });

  test(`a letter to an organisation is answered for it, ${manner} JavaScript`, async () => {
    await withDemo(async (demo) => {
      const { page, complaints } = await openPage(browser, demo, { javaScriptEnabled });
      const sender = new Sender(page, demo);
      await follow(sender, await invite(demo, bygg), 3);
      await page.locator('[name="organisation_number"]').fill('313 001 016');
      await sender.submitFormWith('organisation_number');
      await answer(sender);
      const manifest = await pull(demo);
      assert.equal(manifest.in_reply_to.journal_number, '2026/587-2');
      assert.equal(manifest.sender.organisation_number, bygg.organisation_number);
      assert.deepEqual(complaints, []);
    });
  });
}

test('whoever a letter is not to sees what everybody sees', async () => {
  await withDemo(async (demo) => {
    const link = await invite(demo, kari);
    const { page } = await openPage(browser, demo);
    await follow(new Sender(page, demo), link, 1);
    const seen = await page.locator('main').innerText();
    assert.doesNotMatch(seen, /marmorkanari|587/);
    await page.goto(`${demo.portal}/reply/0000-0000-0000-0000-0000`);
    assert.equal(await page.locator('main').innerText(), seen);
  });
});

test('whoever begins to answer a letter that is taken back sends it without the letter', async () => {
  await withDemo(async (demo) => {
    const { page, complaints } = await openPage(browser, demo);
    const sender = new Sender(page, demo);
    const archivist = new Archivist(demo);
    const invitation = await archivist.invite(kari, title, letterNumber);
    await follow(sender, invitation.link, 0);
    await page.locator('form[action^="/reply/"] button').click();
    await sender.arriveAt('/message');
    const draft = page.url().replace('/message', '');
    await page.locator('[name="email"]').fill('kari@example.no');
    await sender.submitFormWith('title');
    await sender.attach(files.pdf);
    await archivist.revoke(invitation);
    await page.goto(`${draft}/review`);
    await page.locator('form[action$="/send"] button[type="submit"]').click();
    await page.locator('#error-summary a').click();
    await sender.arriveAt('/sender');
    await page.locator('form:has([name="letter"]) button').click();
    await page.locator('input[name="sender"][value="person"]:checked').waitFor();
    assert.deepEqual(complaints, []);
  });
});

/** Follows a link as one of the simulator's people. */
async function follow({ page, demo }, link, person) {
  await page.goto(link);
  await page.waitForURL(`${demo.idp}/**`);
  await page.getByRole('button').nth(person).click();
  await page.waitForURL(link);
}

/** From the letter's page, or from the message page that it led to, to the receipt. */
async function answer(sender) {
  const { page } = sender;
  const begin = page.locator('form[action^="/reply/"]:has([value="person"]) button');
  if ((await begin.count()) > 0) await begin.click();
  await sender.arriveAt('/message');
  assert.equal(await page.locator('[name="title"]').inputValue(), `Svar: ${title}`);
  assert.equal(await page.locator('[name="case_number"]').count(), 0);
  await page.locator('[name="email"]').fill('kari@example.no');
  await sender.submitFormWith('title');
  await sender.arriveAt('/files');
  await sender.attach(files.pdf);
  await sender.review();
  await sender.see('2026/587-2');
  await sender.send();
  await sender.see('2026/587-2');
}

/** Registers a letter; gives the link that is printed in it. */
async function invite(demo, recipient) {
  return (await new Archivist(demo).invite(recipient, title, letterNumber)).link;
}

/** The manifest of what the archive pulls. */
async function pull(demo) {
  const archivist = new Archivist(demo);
  await archivist.pull();
  const manifest = archivist.pulled.find((file) => basename(file) === 'manifest.json');
  return JSON.parse(await readFile(manifest, 'utf8'));
}
