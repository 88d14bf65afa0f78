// Log-in and log-out between the portal and an identity provider that is not of our making.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Sender } from './people.mjs';
import { withPortal } from './portal.mjs';
import { makeFiles, openBrowser, openPage } from './support.mjs';

const message = { title: 'Merknad til plan', comment: '', email: 'kari@example.no' };

let browser;
let files;

before(async () => {
  browser = await openBrowser();
  files = await makeFiles(browser);
});
after(() => browser?.close());

test('whoever logs out elsewhere can neither read nor send with what is still open', async () => {
  await withPortal(async (portal) => {
    const { page, complaints } = await openPage(browser, portal);
    const sender = new Sender(page, portal);
    await sender.logIn();
    await fillIn(sender, files.pdf);
    await sender.review();
    const { reference } = await sender.send();

    const writing = await inNewTab(sender);
    await fillIn(writing, files.jpeg);
    const draft = writing.page.url();
    const sending = await inNewTab(sender);
    await sending.page.goto(draft);
    await sending.review();

    await page.goto(portal.provider.logOutAddress);
    await page.getByRole('heading', { name: 'Du er logget ut' }).waitFor();
    assert.deepEqual(portal.provider.complaints, []);
    assert.deepEqual(complaints, []);

    // The file goes off by itself, and the page learns from the answer.
    await writing.page.locator('input[name="files"]').setInputFiles(files.pdf);
    await askedToLogIn(writing);
    await sending.page.locator('form[action$="/send"] button[type="submit"]').click();
    await askedToLogIn(sending);
    await sending.page.goto(draft);
    await atProvider(sending);

    await writing.page.reload();
    await atProvider(writing);
    await writing.page.getByRole('button').first().click();
    await writing.page.waitForURL(draft);
    const documents = await writing.page.locator('.rows .document-name').allInnerTexts();
    assert.deepEqual(documents, [files.jpeg.name]);
    await writing.openList();
    assert.equal(await writing.page.locator('main a[href$="/review"]').count(), 1);
    assert.equal(await writing.page.locator('main a[href$="/receipt"]').count(), 1);
    await writing.see(reference);
  });
});

for (const javaScriptEnabled of [true, false]) {
  const manner = javaScriptEnabled ? 'with' : 'without';

  test(`whoever logs out here is logged out elsewhere, ${manner} JavaScript`, async () => {
    await withPortal(async (portal) => {
      const { page, complaints } = await openPage(browser, portal, { javaScriptEnabled });
      const { logOutAddress } = portal.provider;
      const sender = new Sender(page, portal);
      await sender.logIn();

      const [request] = await Promise.all([
        page.waitForRequest((request) => request.url().startsWith(logOutAddress)),
        logOut(sender, { javaScriptEnabled }),
      ]);
      assert.equal(request.method(), 'POST', 'the id_token would stand in the address');
      assert.equal(request.url(), logOutAddress);
      assert.ok(new URLSearchParams(request.postData()).has('id_token_hint'));

      await page.goto('/');
      await page.locator('a[href^="/login"]').first().click();
      await atProvider(sender);
      assert.deepEqual(portal.provider.complaints, []);
      assert.deepEqual(complaints, []);
    });
  });
}

test('whoever is logged in elsewhere is let in without being asked', async () => {
  await withPortal(async (portal) => {
    const { page, complaints } = await openPage(browser, portal);
    await new Sender(page, portal).logIn();
    await page.context().clearCookies({ name: 'session' });

    const shown = [];
    page.on('framenavigated', (frame) => shown.push(frame.url()));
    await page.goto('/');
    await page.locator('a[href^="/login"]').first().click();
    await page.waitForURL('/submissions');
    assert.deepEqual(shown, [`${portal.portal}/`, `${portal.portal}/submissions`]);
    assert.deepEqual(portal.provider.complaints, []);
    assert.deepEqual(complaints, []);
  });
});

test('whoever logs in at too low a level is not let in', async () => {
  await withPortal(async (portal) => {
    const { page } = await openPage(browser, portal);
    const sender = new Sender(page, portal);
    await page.goto('/login');
    await atProvider(sender);
    await page.goto(`${page.url()}?acr=idporten-loa-low`);
    await page.getByRole('button').first().click();
    await sender.arriveAt('/login/too-low');
    await page.goto('/');
    await page.locator('main a[href^="/login"]').first().waitFor();
    assert.deepEqual(portal.provider.complaints, []);
  });
});

test('whoever presses Send at too low a level is led to the provider', async () => {
  await withPortal(async (portal) => {
    const { page } = await openPage(browser, portal);
    const sender = new Sender(page, portal);
    await page.goto('/login');
    await atProvider(sender);
    await page.goto(`${page.url()}?acr=idporten-loa-substantial`);
    await page.getByRole('button').first().click();
    await sender.arriveAt('/submissions');
    await fillIn(sender, files.pdf);

    // The page with the button asks for the log-in itself; its form, sent from an older one, has to as well.
    await page.evaluate(() => {
      const form = document.getElementById('upload-form');
      const send = form.cloneNode(true);
      send.action = location.pathname.replace('/files', '/send');
      send.enctype = 'application/x-www-form-urlencoded';
      send.querySelectorAll('[type="file"]').forEach((field) => field.remove());
      document.body.append(send);
      HTMLFormElement.prototype.submit.call(send);
    });
    // This provider knows no step-up: it signs her on again at the level she has.
    await sender.arriveAt('/login/too-low');
    assert.deepEqual(portal.provider.complaints, []);
  });
});

/** Begins a submission and goes as far as the page with its file. */
async function fillIn(sender, file) {
  await sender.openList();
  await sender.startSubmission();
  await sender.sendAsThemselves();
  await sender.write(message);
  await sender.attach(file);
}

async function inNewTab(sender) {
  return new Sender(await sender.page.context().newPage(), sender.demo);
}

/** Presses what there is to press until the person is back at the portal. */
async function logOut(sender, { javaScriptEnabled }) {
  const { page } = sender;
  await page.locator('form[action="/logout"] button').click();
  if (!javaScriptEnabled) {
    await page.locator(`form[action^="${sender.demo.idp}"] button`).click();
    await page.locator('button[name="logout"]').click();
  }
  await sender.arriveAt('/logout/callback');
}

/** The portal says that nothing was done, and where to log in. */
async function askedToLogIn(sender) {
  await sender.page.locator('main a[href^="/login"]').waitFor();
}

/** The provider asks who it is. */
async function atProvider(sender) {
  await sender.page.waitForURL(`${sender.demo.idp}/**`);
  await sender.page.getByRole('button', { name: 'Kari Eksempel' }).waitFor();
}
