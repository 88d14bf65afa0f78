// The page of files, as people use it: with mouse, keyboard and finger, with and without scripts, on a line that
// is slow or breaks.

import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { askAxe, findNameless, findOverflow, findSmallTargets, show, views } from './accessibility.mjs';
import { Sender } from './people.mjs';
import { eventually, makeFiles, openBrowser, openPage, withDemo } from './support.mjs';

const MB = 1024 * 1024;

let browser;
let samples;

before(async () => {
  browser = await openBrowser();
  samples = await makeFiles(browser);
});
after(() => browser?.close());

test('the page of files, with scripts', async (t) => {
  await withDemo(async (demo) => {
    await t.test('several are chosen with the keyboard, and one is refused', () => chooseSeveral(demo));
    await t.test('files and folders are dropped anywhere', () => drop(demo));
    await t.test('what can be told is told before a byte is sent', () => refuseBeforeSending(demo));
    await t.test('progress is shown, and told in large steps', () => watchProgress(demo));
    await t.test('what is chosen first comes first, however long it takes', () => keepOrderOfChoosing(demo));
    await t.test('what is chosen first comes first, whichever answer is late', () => keepOrderOfLateAnswers(demo));
    await t.test('an upload can be cancelled', () => cancel(demo));
    await t.test('what breaks off is tried again, and comes once', () => breakOff(demo));
    await t.test('order is changed with keyboard, mouse and finger', () => putInOrder(demo));
    await t.test('what could not be changed is told until something else is', () => changeInVain(demo));
    await t.test('removing asks first, and the focus goes to what is next', () => remove(demo));
    await t.test('leaving asks while something is on its way', () => leave(demo));
    await t.test('when the session has ended, that is said, and what must be chosen again', () => endSession(demo));
    await t.test('a question that stands open does not bar from logging in again', () => endSessionWhileAsked(demo));
    await t.test('a telephone offers its camera', () => takePhoto(demo));
  });
});

test('the page of files, without scripts', async () => {
  await withDemo(async (demo) => {
    const { page } = await FilesPage.open(demo, { javaScriptEnabled: false });
    await page.locator('input[name="files"]').setInputFiles([named('a.pdf'), named('b.pdf'), named('c.pdf')]);
    await page.getByRole('button', { name: 'Last opp' }).click();
    assert.deepEqual(await names(page), ['a.pdf', 'b.pdf', 'c.pdf']);
    await page.getByRole('button', { name: /^Flytt opp.*c\.pdf/ }).click();
    await page.getByRole('button', { name: /^Flytt opp.*c\.pdf/ }).click();
    assert.deepEqual(await names(page), ['c.pdf', 'a.pdf', 'b.pdf']);
    assert.match(await page.locator('.rows .row').first().innerText(), /c\.pdf\s+Hoveddokument/);
    await page.getByRole('button', { name: /^Fjern.*a\.pdf/ }).click();
    await page.getByRole('heading', { name: 'Fjerne filen?' }).waitFor();
    await page.getByRole('link', { name: 'Behold filen' }).click();
    await page.getByRole('button', { name: /^Fjern.*a\.pdf/ }).click();
    await page.getByRole('button', { name: 'Fjern filen' }).click();
    assert.deepEqual(await names(page), ['c.pdf', 'b.pdf']);
    await page.locator('input[name="files"]').setInputFiles(program);
    await page.getByRole('button', { name: 'Last opp' }).click();
    await page.locator('#error-summary a').click();
    assert.match(await page.locator('.refusals li:target').innerText(), /brev\.pdf: Filen er et program/);
    await page.getByRole('button', { name: 'Fortsett' }).click();
    await page.waitForURL('**/review');
  });
});

const program = { name: 'brev.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ not a letter') };

async function chooseSeveral(demo) {
  const files = await FilesPage.open(demo);
  const { page } = files;
  const empty = { ...program, name: 'tom.pdf', buffer: Buffer.alloc(0) };
  await files.choose(named('a.pdf'), program, named('b.pdf'), empty);
  await files.has('a.pdf', 'b.pdf');
  await page.locator('#error-summary a').nth(1).waitFor();
  assert.match(await page.title(), /^Feil: Legg ved filene/);
  await files.announces(/2 filer er lagt til/);

  // Each line of the summary leads to its file, where the remedy stands.
  await page.getByRole('link', { name: /^brev\.pdf: Filen er et program/ }).focus();
  await page.keyboard.press('Enter');
  const row = page.locator('.upload').filter({ hasText: 'brev.pdf' });
  assert.ok(await row.evaluate((element) => element === document.activeElement));
  const problem = row.getByRole('alert');
  await problem.filter({ hasText: 'lagre det som PDF' }).waitFor();
  assert.match(await problem.innerText(), /^brev\.pdf:\s+Filen er et program[^]*Du kan sende PDF/);
  assert.equal(await problem.getByRole('link').getAttribute('href'), '/help#pdf');
  await files.hasNoBarriers('refused');

  // Taken off the list, nothing is wrong any more.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.locator('#error-summary').waitFor({ state: 'detached' });
  assert.match(await page.title(), /^Legg ved filene/);
  assert.equal(await files.focus(), 'files');
  assert.deepEqual(files.complaints.filter((each) => !each.includes('422')), []);
}

async function drop(demo) {
  const files = await FilesPage.open(demo);
  const { page } = files;
  const bytes = named('x').buffer.toString('base64');
  const transfer = await page.evaluateHandle((bytes) => {
    const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    for (const name of ['en.pdf', 'to.pdf']) {
      transfer.items.add(new File([content], name, { type: 'application/pdf' }));
    }
    return transfer;
  }, bytes);
  await page.dispatchEvent('h1', 'dragenter', { dataTransfer: transfer });
  await page.locator('form.dropping').waitFor();
  await page.dispatchEvent('h1', 'drop', { dataTransfer: transfer });
  await files.has('en.pdf', 'to.pdf');
  assert.equal(await page.locator('form.dropping').count(), 0);
  assert.deepEqual(files.complaints, []);
}

async function refuseBeforeSending(demo) {
  const files = await FilesPage.open(demo);
  const { page } = files;
  const posts = [];
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
  const huge = await sparse(demo, 'alt.zip', 360 * MB);
  const large = await sparse(demo, 'stor.pdf', 21 * MB);
  await files.chooseFrom([huge, large]);
  await files.choose({ ...program, name: 'brev.docx' }, { ...program, name: 'tom.pdf', buffer: Buffer.alloc(0) });
  for (const said of [
    /^alt\.zip: Zip-filen er større enn 350 MB/,
    /^stor\.pdf: Filen er større enn 20 MB/,
    /^brev\.docx: .*endelsen/,
    /^tom\.pdf: Filen er tom/,
  ]) {
    await page.getByRole('link', { name: said }).waitFor();
  }
  await page.locator('#uploads a[href="/help#size"]').nth(1).waitFor();
  assert.deepEqual(posts, []);
  assert.deepEqual(files.complaints, []);
}

async function watchProgress(demo) {
  const files = await FilesPage.open(demo);
  const { page } = files;
  await files.slowDown(400 * 1024);
  await files.choose(large('langsom.jpg', 3 * MB));
  const bar = page.getByRole('progressbar', { name: 'langsom.jpg' });
  await bar.waitFor();
  await page.getByText(/Sender: \d+ %, omtrent (5|10) sekunder igjen/).waitFor();
  await eventually('some progress', async () => Number(await bar.getAttribute('value')) > 50);
  await files.announces(/langsom\.jpg er lagt til/);
  const told = await files.announced();
  const shares = told.flatMap((text) => text.match(/\d+(?= % er sendt)/g) ?? []);
  assert.deepEqual(shares, ['25', '50', '75'].filter((share) => shares.includes(share)), told.join('\n'));
  assert.ok(shares.length > 0 && told.length <= 5, told.join('\n'));
  await files.has('langsom.jpg');
}

async function keepOrderOfChoosing(demo) {
  const files = await FilesPage.open(demo);
  const hold = await files.holdUploads((body) => body.includes('filename="treg.pdf"'));
  await files.choose(named('treg.pdf'), named('rask.pdf'), named('siste.pdf'));
  await files.has('rask.pdf', 'siste.pdf');
  hold.release();
  await files.has('treg.pdf', 'rask.pdf', 'siste.pdf');
  assert.deepEqual(files.complaints, []);
}

async function cancel(demo) {
  const files = await FilesPage.open(demo);
  const { page } = files;
  const hold = await files.holdUploads(() => true);
  await files.choose(named('a.pdf'), named('b.pdf'), named('c.pdf'));
  await page.getByText('Venter på tur').waitFor();
  await page.getByRole('button', { name: /^Avbryt.*a\.pdf/ }).focus();
  await page.keyboard.press('Enter');
  await files.announces(/a\.pdf er avbrutt/);
  assert.ok(await page.getByRole('button', { name: /^Avbryt.*b\.pdf/ }).evaluate((each) => each === document.activeElement));
  hold.release();
  await files.has('b.pdf', 'c.pdf');
  await page.reload();
  assert.deepEqual(await names(page), ['b.pdf', 'c.pdf']);
}

async function breakOff(demo) {
  const files = await FilesPage.open(demo);
  const { page } = files;
  // The line is gone before anything is sent.
  await page.context().setOffline(true);
  await files.choose(named('a.pdf'));
  await page.getByText('Du er ikke på nett').waitFor();
  await page.context().setOffline(false);
  await files.has('a.pdf');
  // It breaks on the way, and she does not wait for the next try.
  let broken = 0;
  await page.route('**/files', async (route) => {
    if (route.request().method() !== 'POST' || broken > 0) return route.continue();
    broken += 1;
    return route.abort('connectionreset');
  });
  await files.choose(named('b.pdf'));
  await page.getByText('Forbindelsen ble brutt').waitFor();
  await page.getByRole('button', { name: /^Prøv igjen.*b\.pdf/ }).click();
  await files.has('a.pdf', 'b.pdf');
  await page.unroute('**/files');
  // It has come, and only the answer is lost: it must not come twice.
  let lost = 0;
  await page.route('**/files', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost += 1;
    await route.fetch({ maxRedirects: 0 });
    return route.abort('connectionreset');
  });
  await files.choose(named('c.pdf'));
  await files.has('a.pdf', 'b.pdf', 'c.pdf');
  await page.unroute('**/files');
  // Nor when the button is pressed before that is known.
  const sent = [];
  let isAway = true;
  await page.route('**/files', async (route) => {
    const isUpload = route.request().method() === 'POST';
    if (!isUpload && !isAway) return route.continue();
    if (isUpload) sent.push(await route.fetch({ maxRedirects: 0 }));
    return route.abort('connectionreset');
  });
  await files.choose(named('d.pdf'));
  await page.getByRole('button', { name: /^Prøv igjen.*d\.pdf/ }).click();
  isAway = false;
  await files.has('a.pdf', 'b.pdf', 'c.pdf', 'd.pdf');
  assert.equal(sent.length, 1);
  await page.unroute('**/files');
  // Nor is it taken for another one that is as long, and has come before its answer.
  let release;
  const released = new Promise((resolve) => (release = resolve));
  let isBroken = false;
  await page.route('**/files', async (route) => {
    const posted = route.request().postData() ?? '';
    if (posted.includes('f.pdf')) {
      const response = await route.fetch();
      await released;
      return route.fulfill({ response });
    }
    if (!posted.includes('e.pdf') || isBroken) return route.continue();
    isBroken = true;
    return route.abort('connectionreset');
  });
  await files.choose(named('e.pdf'), named('f.pdf'));
  const all = ['a.pdf', 'b.pdf', 'c.pdf', 'd.pdf', 'e.pdf', 'f.pdf'];
  const areThere = async () => `${(await names(page)).sort()}` === `${all}`;
  await eventually('both files', areThere);
  release();
  await page.locator('#uploads > *').first().waitFor({ state: 'detached' });
  await page.reload();
  assert.ok(await areThere());
}

/** The second is stored first, and its answer comes last. */
async function keepOrderOfLateAnswers(demo) {
  const files = await FilesPage.open(demo);
  const { page } = files;
  const steps = Object.fromEntries(
    ['stored', 'answered'].map((name) => {
      let reach;
      const reached = new Promise((resolve) => (reach = resolve));
      return [name, { reach, reached }];
    }),
  );
  await page.route('**/files', async (route) => {
    const posted = route.request().postData() ?? '';
    if (posted.includes('a.pdf')) {
      await steps.stored.reached;
      return route.continue();
    }
    if (!posted.includes('b.pdf')) return route.continue();
    const response = await route.fetch();
    steps.stored.reach();
    await steps.answered.reached;
    return route.fulfill({ response });
  });
  await files.choose(named('a.pdf'), named('b.pdf'));
  await files.has('b.pdf', 'a.pdf');
  await eventually('one row less', async () => (await page.locator('#uploads > *').count()) === 1);
  steps.answered.reach();
  await files.has('a.pdf', 'b.pdf');
}

async function putInOrder(demo) {
  const files = await FilesPage.open(demo);
  const { page } = files;
  await files.choose(named('a.pdf'), named('b.pdf'), named('c.pdf'));
  await files.has('a.pdf', 'b.pdf', 'c.pdf');
  const down = page.getByRole('button', { name: /^Flytt ned.*a\.pdf/ });
  await down.focus();
  const button = await files.focus();
  await page.keyboard.press('Enter');
  await files.has('b.pdf', 'a.pdf', 'c.pdf');
  await files.announces(/a\.pdf er nå nummer 2 av 3\. Vedlegg/);
  assert.equal(await files.focus(), button);
  await page.keyboard.press('Enter');
  await files.has('b.pdf', 'c.pdf', 'a.pdf');
  // At the end there is nothing below: the focus stays in the row.
  await eventually('the focus', async () => (await files.focus()) === button.replace('down', 'up'));
  assert.match(await page.locator('.rows .row').first().innerText(), /b\.pdf\s+Hoveddokument/);

  const grip = page.locator('.row', { hasText: 'a.pdf' }).locator('.grip');
  const from = await grip.boundingBox();
  const to = await page.locator('.row', { hasText: 'b.pdf' }).boundingBox();
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, to.y + 20, { steps: 8 });
  await page.mouse.move(from.x + 8, to.y + 2);
  await page.mouse.up();
  await files.has('a.pdf', 'b.pdf', 'c.pdf');
  await files.announces(/a\.pdf er nå nummer 1 av 3\. Hoveddokument/);
  await page.reload();
  assert.deepEqual(await names(page), ['a.pdf', 'b.pdf', 'c.pdf']);
  assert.deepEqual(files.complaints, []);
}

async function changeInVain(demo) {
  const files = await FilesPage.open(demo);
  const { page } = files;
  await files.choose(named('a.pdf'), named('b.pdf'), named('c.pdf'));
  await files.has('a.pdf', 'b.pdf', 'c.pdf');
  const problem = page.locator('#documents-problem');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: /^Flytt ned.*a\.pdf/ }).click();
  await problem.filter({ hasText: 'Endringen er ikke lagret. Kontroller at du er på nett' }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: /^Flytt ned.*a\.pdf/ }).click();
  await files.has('b.pdf', 'a.pdf', 'c.pdf');
  assert.equal(await problem.textContent(), '');

  // In another window it has been removed: the focus is not lost with it.
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: /^Fjern.*a\.pdf/ }).click();
  await other.getByRole('button', { name: 'Fjern filen' }).click();
  await eventually('the removal', async () => `${await names(other)}` === 'b.pdf,c.pdf');
  await other.close();
  await page.getByRole('button', { name: /^Flytt opp.*a\.pdf/ }).focus();
  await page.keyboard.press('Enter');
  await files.has('b.pdf', 'c.pdf');
  await eventually('the focus', async () => (await files.focus()) === 'documents-heading');
}

async function remove(demo) {
  const files = await FilesPage.open(demo);
  const { page } = files;
  await files.choose(named('a.pdf'), named('b.pdf'));
  await files.has('a.pdf', 'b.pdf');
  const first = page.getByRole('button', { name: /^Fjern.*a\.pdf/ });
  await first.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Fjerne filen?' }).waitFor();
  await files.hasNoBarriers('remove');
  await page.keyboard.press('Escape');
  assert.ok(await first.evaluate((each) => each === document.activeElement));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Fjern filen' }).focus();
  await page.keyboard.press('Enter');
  await files.has('b.pdf');
  await files.announces(/a\.pdf er fjernet/);
  assert.match(await files.focus(), /^remove-/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Fjern filen' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Du har ikke lastet opp noen filer ennå').waitFor();
  assert.equal(await files.focus(), 'files');
  assert.deepEqual(files.complaints, []);
}

async function leave(demo) {
  const files = await FilesPage.open(demo);
  const { page } = files;
  const hold = await files.holdUploads(() => true);
  await files.choose(named('a.pdf'));
  await page.getByRole('progressbar').waitFor();
  const asked = page.waitForEvent('dialog');
  const going = page.goto('/submissions').catch(() => {});
  const dialog = await asked;
  assert.equal(dialog.type(), 'beforeunload');
  await dialog.dismiss();
  await going;
  await page.getByRole('button', { name: 'Fortsett' }).click();
  await page.getByRole('dialog', { name: 'Gå videre nå?' }).getByText('Én fil er ikke ferdig sendt').waitFor();
  await files.hasNoBarriers('leave');
  await page.getByRole('button', { name: 'Vent til alt er sendt' }).click();
  hold.release();
  await page.waitForURL('**/review');
  await page.locator('main').getByText('a.pdf').waitFor();
}

async function endSession(demo) {
  const files = await FilesPage.open(demo);
  const { page } = files;
  const here = page.url();
  await files.choose(named('a.pdf'));
  await files.has('a.pdf');
  await page.context().clearCookies({ name: 'session' });
  await files.choose(named('b.pdf'), named('c.pdf'));
  await page.getByText('2 filer er ikke sendt. Logger du inn her, må du velge dem på nytt.').waitFor();
  assert.equal(await page.getByText('b.pdf').filter({ visible: true }).count(), 0);

  // In another tab she logs in again, and everything goes on.
  const other = await page.context().newPage();
  await other.goto('/login');
  // Who is logged in at the provider may be let in without a question.
  if (other.url().startsWith(demo.idp)) await other.getByRole('button').first().click();
  await other.waitForURL('**/submissions');
  await other.close();
  await page.evaluate(() => document.dispatchEvent(new Event('session:look')));
  await files.has('a.pdf', 'b.pdf', 'c.pdf');
  assert.equal(page.url(), here);
}

async function endSessionWhileAsked(demo) {
  const files = await FilesPage.open(demo);
  const { page } = files;
  const here = page.url();
  await files.choose(named('a.pdf'));
  await files.has('a.pdf');
  await page.getByRole('button', { name: /^Fjern.*a\.pdf/ }).click();
  const question = page.getByRole('dialog', { name: 'Fjerne filen?' });
  await question.waitFor();
  await page.context().clearCookies({ name: 'session' });
  await page.evaluate(() => document.dispatchEvent(new Event('session:look')));
  await page.getByRole('heading', { name: 'Du er logget ut' }).waitFor();
  assert.equal(await question.count(), 0);
  await page.getByRole('link', { name: 'Logg inn på nytt' }).click();
  // Who is logged in at the provider may be let in without a question.
  const isAsked = new URL(page.url()).origin === demo.idp;
  if (isAsked) await page.getByRole('button').first().click();
  await page.waitForURL(here);
  await files.has('a.pdf');
}

async function takePhoto(demo) {
  const files = await FilesPage.open(demo, { hasTouch: true, isMobile: true, viewport: { width: 375, height: 700 } });
  const { page } = files;
  await page.getByRole('button', { name: 'Ta bilde', exact: true }).tap();
  const chooser = await files.chooser();
  assert.equal(await chooser.element().getAttribute('capture'), 'environment');
  await chooser.setFiles({ ...samples.jpeg, name: 'image.jpg' });
  await files.has('image.jpg');
  const accepted = await page.locator('input[name="files"]').getAttribute('accept');
  assert.ok(accepted.includes('image/jpeg') && !/hei[cf]/i.test(accepted), accepted);
  assert.deepEqual(files.complaints, []);
}

/** The page of files of a new draft. */
class FilesPage {
  static async open(demo, options) {
    const files = new this();
    Object.assign(files, await openPage(browser, demo, options));
    // Heard from the beginning, since the browser must be told to hand choosers over.
    files.page.on('filechooser', (chooser) => (files.opened = chooser));
    const sender = new Sender(files.page, demo);
    await sender.logIn();
    await sender.startSubmission();
    await files.page.goto(files.page.url().replace('/sender', '/files'));
    if (options?.javaScriptEnabled === false) return files;
    await files.page.locator('main.scripted').waitFor();
    await files.page.evaluate(() => {
      window.announced = [];
      const place = document.getElementById('announcements');
      const note = () => window.announced.push(place.textContent);
      new MutationObserver(note).observe(place, { childList: true });
    });
    return files;
  }

  /** With the keyboard. */
  async choose(...chosen) {
    await this.page.locator('#files').focus();
    await this.page.keyboard.press('Enter');
    await (await this.chooser()).setFiles(chosen);
  }

  /** From the disk: so many bytes are held in nobody's memory. */
  async chooseFrom(paths) {
    await this.page.getByRole('button', { name: 'Velg filer' }).click();
    await (await this.chooser()).setFiles(paths);
  }

  /** The chooser that has opened. */
  async chooser() {
    const chooser = await eventually('a chooser', () => this.opened);
    this.opened = undefined;
    return chooser;
  }

  /** Waits until exactly these documents are there, in this order. */
  async has(...expected) {
    let seen;
    await eventually(expected.join(', '), async () => {
      seen = `${await names(this.page)}`;
      return seen === `${expected}`;
    }).catch((error) => assert.fail(`${error.message}: ${seen}`));
  }

  async announces(text) {
    await eventually(text, async () => (await this.announced()).some((told) => text.test(told)));
  }

  announced() {
    return this.page.evaluate(() => window.announced);
  }

  focus() {
    return this.page.evaluate(() => document.activeElement.id);
  }

  /** Looked at in every view, when nothing moves any more. */
  async hasNoBarriers(state) {
    const barriers = [];
    for (const view of views) {
      await show(this.page, view);
      await this.page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
      for (const find of [askAxe, findNameless, findOverflow, findSmallTargets]) {
        const found = await find(this.page);
        barriers.push(...found.map((barrier) => `${state}, ${view.size}, ${view.scheme}: ${barrier}`));
      }
    }
    assert.deepEqual(barriers, []);
  }

  /** A slow line. */
  async slowDown(bytesPerSecond) {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 20,
      downloadThroughput: -1,
      uploadThroughput: bytesPerSecond,
    });
  }

  /** Holds some uploads back until they are released. */
  async holdUploads(which) {
    const gate = {};
    gate.opened = new Promise((open) => (gate.release = open));
    await this.page.route('**/files', async (route) => {
      const request = route.request();
      if (request.method() === 'POST' && which(request.postData() ?? '')) await gate.opened;
      await route.continue().catch(() => {});
    });
    return gate;
  }
}

/** The names of the documents that are there. */
function names(page) {
  return page.locator('.rows .document-name').allInnerTexts();
}

function named(name) {
  return { ...samples.pdf, name };
}


/** A picture of some size: the rest is comments, which a JPEG may have. */
function large(name, bytes) {
  const { buffer } = samples.jpeg;
  const comment = Buffer.alloc(65_000, 'x');
  comment.set([0xff, 0xfe, (comment.length - 2) >> 8, (comment.length - 2) & 0xff]);
  const comments = Array.from({ length: Math.ceil(bytes / comment.length) }, () => comment);
  return { ...samples.jpeg, name, buffer: Buffer.concat([buffer.subarray(0, 2), ...comments, buffer.subarray(2)]) };
}

/** A file that takes no room on the disk. */
async function sparse(demo, name, bytes) {
  const path = join(demo.home, name);
  const file = await open(path, 'w');
  await file.truncate(bytes);
  await file.close();
  return path;
}
