// Nothing that was typed is lost: saved while it is written, through dropped lines, other windows, other
// languages and the session's end.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { Sender } from './people.mjs';
import { makeFiles, openBrowser, openPage, run, withDemo } from './support.mjs';

const title = 'Klage på vedtak';
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let browser;
let files;

before(async () => {
  browser = await openBrowser();
  files = await makeFiles(browser);
});
after(() => browser?.close());

/** Runs `journey` with a sender who is about to write her message. */
async function atTheMessage(journey, options = {}) {
  await withDemo(async (demo) => {
    const { page, complaints } = await openPage(browser, demo, { reducedMotion: 'reduce', ...options });
    const sender = new Sender(page, demo);
    await page.clock.install();
    await sender.logIn();
    await sender.startSubmission();
    await sender.sendAsThemselves();
    await journey({ page, complaints, sender, demo, address: page.url() });
    await page.context().close();
  });
}

const saved = (page) => page.locator('[data-draft-status]').getByText('Lagret kl.').waitFor();
const written = (page) => page.locator('#title').inputValue();
const goOn = (page) => page.locator('main form button[type="submit"]').first().click();

/** As if all that was done in the sessions had been done so much earlier, or the log-in too. */
async function age(demo, minutes, columns = ['seen_at']) {
  const shifts = columns.map((column) => `${column} = ${column} - ${minutes * 60_000}`).join(', ');
  const statement = `UPDATE sessions SET ${shifts}`;
  const script = 'import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=20); db.execute(sys.argv[2]); db.commit()';
  await run('python3', ['-c', script, join(demo.data, 'sendsikkert.db'), statement]);
}

/** What bars people from the page as it stands, in light and in dark. */
async function barriers(page) {
  await page.evaluate(axe.source);
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), rules);
    found.push(...violations.map(({ id, nodes }) => `${colorScheme}: ${id} at ${nodes.map((node) => node.target)}`));
  }
  return found;
}

test('what is typed is saved by itself, and is there when the page is opened again', async () => {
  await atTheMessage(async ({ page, complaints }) => {
    await page.locator('#title').fill(title);
    const whole = page.waitForResponse((answer) => answer.request().postData()?.includes('email=kari%40'));
    await page.locator('#email').fill('kari@');
    await whole;
    await saved(page);
    assert.match(await page.locator('[data-draft-said]').innerText(), /^Lagret/);
    await page.reload();
    assert.equal(await written(page), title);
    assert.equal(await page.locator('#email').inputValue(), 'kari@');
    // Whoever leaves by a link at once leaves nothing behind.
    await page.locator('#title').fill(`${title}, igjen`);
    await page.locator('.steps a').first().click();
    await page.waitForURL('**/sender');
    await page.goBack();
    assert.equal(await written(page), `${title}, igjen`);
    assert.deepEqual(complaints, []);
  });
});

test('who leaves what they did not change sends nothing', async () => {
  await atTheMessage(async ({ page, address }) => {
    await page.locator('#comment').fill('Første linje.\nAndre linje.');
    await saved(page);
    await page.goto(address);
    const sent = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.url());
    });
    await page.locator('#comment').focus();
    await page.locator('#title').focus();
    await page.locator('.steps a').first().click();
    await page.waitForURL('**/sender');
    assert.deepEqual(sent, []);
  });
});

for (const javaScriptEnabled of [true, false]) {
  const manner = javaScriptEnabled ? 'with' : 'without';

  test(`another language takes along what was typed, ${manner} JavaScript`, async () => {
    await atTheMessage(
      async ({ page, complaints }) => {
        await page.locator('#title').fill(title);
        await page.getByRole('button', { name: 'Nynorsk' }).click();
        await page.locator('html[lang="nn"]').waitFor({ state: 'attached' });
        assert.equal(await written(page), title);
        // Enter does what Continue does, and not what the switch does.
        await page.locator('#email').fill('kari@example.no');
        await page.locator('#email').press('Enter');
        await page.waitForURL('**/files');
        assert.deepEqual(complaints, []);
      },
      { javaScriptEnabled },
    );
  });

  test(`after the session's end one comes back to what was typed, ${manner} JavaScript`, async () => {
    await atTheMessage(
      async ({ page, demo, address }) => {
        await page.locator('#title').fill(title);
        await age(demo, 31);
        await goOn(page);
        await page.getByRole('heading', { name: 'Du er ikke lenger logget inn' }).waitFor();
        assert.doesNotMatch(await page.content(), /Klage på vedtak/);
        await page.locator('main a.ds-button').click();
        await page.waitForURL((url) => url.href === address || url.href.startsWith(demo.idp));
        if (page.url() !== address) await page.getByRole('button').first().click();
        await page.waitForURL(address);
        assert.equal(await written(page), title);
      },
      { javaScriptEnabled },
    );
  });
}

test('without a connection the page says so, keeps everything, and saves when it is back', async () => {
  await atTheMessage(async ({ page, address }) => {
    await page.context().setOffline(true);
    await page.locator('#title').fill(title);
    await page.locator('#email').fill('kari@example.no');
    await page.locator('[data-draft-status]').getByText('Ikke lagret').waitFor();
    await goOn(page);
    await page.locator('[data-draft-said]').getByText('Ikke lagret').waitFor();
    assert.equal(page.url(), address);
    assert.equal(await written(page), title);
    assert.deepEqual(await barriers(page), []);
    await page.context().setOffline(false);
    await saved(page);
    await goOn(page);
    await page.waitForURL('**/files');
    await page.goBack();
    assert.equal(await written(page), title);
  });
});

test('two windows do not undo each other', async () => {
  await atTheMessage(async ({ page, address }) => {
    const other = await page.context().newPage();
    await other.goto(address);
    await other.locator('#title').fill('I det andre vinduet');
    await saved(other);
    await page.locator('#title').fill('I det første vinduet');
    await page.locator('[data-draft-status]').getByText('endret i et annet vindu').waitFor();
    await other.reload();
    assert.equal(await written(other), 'I det andre vinduet');
    await goOn(page);
    const told = page.getByRole('alert', { name: 'Innsendingen er endret i et annet vindu' });
    await told.getByText('I det andre vinduet').waitFor();
    assert.ok(await told.evaluate((element) => element === document.activeElement));
    assert.equal(await written(page), 'I det første vinduet');
    assert.deepEqual(await barriers(page), []);
    await page.locator('#email').fill('kari@example.no');
    await goOn(page);
    await page.waitForURL('**/files');
  });
});

test('before the session ends one is asked, and Esc means to stay', async () => {
  await atTheMessage(async ({ page, complaints, demo }) => {
    await page.locator('#title').fill(title);
    await saved(page);
    await page.locator('#title').focus();
    const warning = page.getByRole('dialog', { name: 'Vil du fortsatt være logget inn?' });
    await age(demo, 27.5);
    await page.clock.fastForward('27:30');
    await warning.waitFor();
    assert.match(await warning.locator('[data-session-left]').innerText(), /^Du blir logget ut om 2:\d\d\.$/);
    assert.match(await warning.locator('[data-session-said]').innerText(), /om 3 minutter/);
    const stay = warning.getByRole('button', { name: 'Fortsett å være logget inn' });
    assert.ok(await stay.evaluate((button) => button === document.activeElement));
    assert.deepEqual(await barriers(page), []);
    await page.keyboard.press('Escape');
    await warning.waitFor({ state: 'hidden' });
    assert.ok(await page.locator('#title').evaluate((field) => field === document.activeElement));
    const left = await page.evaluate(() => fetch('/session').then((answer) => answer.json()));
    assert.ok(left.rest > 1790, `${left.rest}`);
    assert.deepEqual(complaints, []);
  });
});

test('when the session has ended nobody sees the page, until the same person is back', async () => {
  await atTheMessage(async ({ page, complaints, demo, address }) => {
    await page.locator('#title').fill(title);
    await saved(page);
    await age(demo, 31);
    await page.clock.fastForward('31:00');
    await page.getByRole('heading', { name: 'Du er logget ut' }).waitFor();
    assert.equal(await page.locator('#title').isVisible(), false);
    // The skip link leads to what is shown.
    await page.getByRole('link', { name: 'Hopp til hovedinnholdet' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement.textContent);
    assert.equal(focused, 'Logg inn på nytt');
    assert.match(await page.title(), /^Du er logget ut/);
    assert.deepEqual(await barriers(page), []);
    // In another tab she logs in again.
    const other = await page.context().newPage();
    await other.goto('/login');
    if (other.url().startsWith(demo.idp)) await other.getByRole('button').first().click();
    await other.waitForURL('**/submissions');
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.locator('#title').waitFor();
    assert.equal(await written(page), title);
    // The form goes on with the new session.
    await page.locator('#email').fill('kari@example.no');
    await goOn(page);
    await page.waitForURL('**/files');
    assert.notEqual(page.url(), address);
    assert.deepEqual(complaints, []);
  });
});

test('the end of the two hours is told in time, and one comes back with two new ones', async () => {
  await atTheMessage(async ({ page, complaints, demo, address }) => {
    await page.locator('#title').fill(title);
    await saved(page);
    await age(demo, 111, ['authenticated_at']);
    // It learns so when it is looked at again, as after a laptop's sleep.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    const warning = page.getByRole('dialog', { name: 'Du må snart logge inn på nytt' });
    await warning.waitFor();
    assert.match(await warning.locator('[data-session-said]').innerText(), /om 10 minutter/);
    assert.deepEqual(await barriers(page), []);
    await warning.getByRole('button', { name: 'Ikke nå' }).click();
    await page.reload();
    assert.equal(await warning.isVisible(), false, 'told once');
    await page.locator('#session-end a').evaluate((link) => link.click());
    await page.waitForURL(`${demo.idp}/**`);
    await page.getByRole('button').first().click();
    await page.waitForURL(address);
    assert.equal(await written(page), title);
    const left = await page.evaluate(() => fetch('/session').then((answer) => answer.json()));
    assert.ok(left.end > 7000, `${left.end}`);
    assert.deepEqual(complaints, []);
  });
});

test('Back and reload do no harm', async () => {
  await atTheMessage(async ({ page, complaints, sender }) => {
    await sender.write({ title, comment: '', email: 'kari@example.no' });
    await sender.attach(files.pdf);
    await sender.review();
    await page.locator('a[href*="message?return=review#title"]').first().click();
    await page.waitForURL('**/message?return=review*');
    assert.ok(await page.locator('#title').evaluate((field) => field === document.activeElement));
    await page.locator('#title').fill(`${title} (rettet)`);
    await goOn(page);
    await page.waitForURL('**/review');
    await sender.see('(rettet)');
    // Without a connection it is said that nothing was sent, and the page stays.
    await page.context().setOffline(true);
    const send = page.locator('form[action$="/send"] button[type="submit"]');
    await send.click();
    await page.getByRole('alert').filter({ hasText: 'Innsendingen er ikke sendt' }).waitFor();
    assert.ok(await send.evaluate((button) => button === document.activeElement));
    await page.context().setOffline(false);
    const { reference } = await sender.send();
    await page.goBack();
    await page.waitForURL('**/receipt');
    await page.reload();
    assert.equal(await sender.read('Referanse'), reference);
    await sender.openList();
    assert.equal(await page.locator('main a[href$="/receipt"]').count(), 1);
    assert.deepEqual(complaints.filter((each) => !each.includes('ERR_INTERNET_DISCONNECTED')), []);
  });
});

test('who logs out in one window leaves nothing to be read in another', async () => {
  await atTheMessage(async ({ page, complaints }) => {
    await page.locator('#title').fill(title);
    await saved(page);
    const other = await page.context().newPage();
    await other.goto('/submissions');
    assert.ok(await page.locator('#main').isVisible(), 'her own windows disturb nobody');
    await other.locator('form[action="/logout"] button').first().click();
    // Nobody looks at it, and no time passes.
    await page.getByRole('heading', { name: 'Du er logget ut' }).waitFor();
    assert.equal(await page.locator('#title').isVisible(), false);
    assert.deepEqual(complaints, []);
  });
});

test('an open question of the page bars nobody from logging in again', async () => {
  await atTheMessage(async ({ page, complaints, sender, demo }) => {
    await sender.write({ title, comment: '', email: 'kari@example.no' });
    await sender.attach(files.pdf);
    await page.locator('#remove-1').click();
    await page.getByRole('dialog').waitFor();
    await age(demo, 31);
    await page.clock.fastForward('31:00');
    const heading = page.getByRole('heading', { name: 'Du er logget ut' });
    await heading.waitFor();
    assert.ok(await page.locator('.session-ended').evaluate((cover) => cover === document.activeElement));
    await page.locator('.session-ended a').click();
    // The provider still knows her.
    await page.locator('#remove-1').waitFor();
    assert.deepEqual(complaints, []);
  });
});
