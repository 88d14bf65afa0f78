// A submission from the front page to the archive, as people and their browsers meet it.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Archivist, Sender } from './people.mjs';
import {
  eventually,
  filesBelow,
  findSecrets,
  makeFiles,
  middleOf,
  openBrowser,
  openPage,
  readMail,
  sha256,
  withDemo,
} from './support.mjs';

const caseNumber = '2023/587';
const message = {
  title: `${caseNumber} – Søknad om dispensasjon granittkanari`,
  comment: 'Naboene er varslet, kvartskanari.',
  email: 'kari.canary@example.no',
  confidential: true,
};

let browser;
let files;

before(async () => {
  browser = await openBrowser();
  files = await makeFiles(browser);
});
after(() => browser?.close());

for (const javaScriptEnabled of [true, false]) {
  const manner = javaScriptEnabled ? 'with' : 'without';

  test(`documents reach the archive, and nobody else, ${manner} JavaScript`, async () => {
    await withDemo(async (demo) => {
      const { page, complaints } = await openPage(browser, demo, { javaScriptEnabled });
      const sender = new Sender(page, demo);
      const receipt = await submitEverything(sender);
      await assertListed(sender, receipt);
      assert.deepEqual(complaints, []);

      const archivist = new Archivist(demo);
      await archivist.pull();
      assertHasBothFiles(await archivist.checksumsOfPulled());
      assertHasBothFiles(await archivist.checksumsOfStored());

      const nationalId = await archivist.readNationalId();
      await assertNothingReadable(demo, { nationalId });
      await assertMailTellsNothing(demo, receipt, nationalId);
    });
  });
}

test('a receipt is downloaded, and whoever has it can check it', async () => {
  await withDemo(async (demo) => {
    const { page, complaints } = await openPage(browser, demo);
    const sender = new Sender(page, demo);
    await submitEverything(sender);
    const downloading = page.waitForEvent('download');
    await page.locator('a[href$="/receipt.pdf"]').click();
    const downloaded = await downloading;
    assert.match(downloaded.suggestedFilename(), /^kvittering-[0-9A-Z-]{9}\.pdf$/);
    await page.locator('footer a[href="/verify"]').click();
    await page.locator('input[name="receipt"]').setInputFiles(await downloaded.path());
    await page.locator('input[name="documents"]').setInputFiles(files.pdf);
    await page.locator('form[action="/verify"] button').click();
    await page.locator('main a[href="/verify"]').waitFor();
    await sender.see(files.pdf.name, files.jpeg.name);
    assert.deepEqual(complaints, []);
  });
});

test('good files are kept when another is refused', async () => {
  await withDemo(async (demo) => {
    const { page } = await openPage(browser, demo);
    const sender = new Sender(page, demo);
    await sender.logIn();
    await sender.startSubmission();
    await sender.sendAsThemselves();
    await sender.write(message);
    await refuseFiles(sender);
  });
});

test('whoever sends for an organisation is told what is wrong with its number and the title', async () => {
  await withDemo(async (demo) => {
    const { page } = await openPage(browser, demo);
    const sender = new Sender(page, demo);
    await sender.logIn();
    await actForAnOrganisation(sender);
  });
});

test('wherever a submission is, its receipt says so to everybody', async () => {
  await withDemo(async (demo) => {
    const { page, complaints } = await openPage(browser, demo);
    const sender = new Sender(page, demo);
    const archivist = new Archivist(demo);
    await sender.logIn();

    const archived = await sendSomething(sender);
    await archivist.pull();
    await page.goto(archived.path);
    await sender.see('Arkivet har mottatt innsendingen', 'Mottatt i arkivet');

    const withdrawn = await sendSomething(sender);
    await page.locator('main a[href$="/withdraw"]').click();
    await page.locator('form[action$="/withdraw"] button').click();
    await sender.arriveAt('/receipt');
    await sender.see('Innsendingen er trukket tilbake', withdrawn.journalNumber);

    const returned = await sendSomething(sender);
    const id = returned.path.split('/').at(-2);
    const manifest = await archivist.fetch(id);
    await page.goto(returned.path);
    await sender.see('Hentet av arkivet');
    assert.deepEqual(complaints, []);
    // The browser complains of the status itself.
    await page.goto(returned.path.replace('/receipt', '/withdraw'));
    await sender.see('Innsendingen kan ikke trekkes tilbake');
    complaints.length = 0;
    await archivist.sendBack(id, manifest, 'incomplete', 'Side 2 mangler.');
    await page.goto(returned.path);
    await sender.see('Innsendingen er sendt tilbake til deg', 'Side 2 mangler.');
    await page.goto('/submissions');
    await page.goto(returned.path);
    await page.locator('main form[action="/submissions"] button').click();
    await sender.arriveAt('/sender');
    assert.deepEqual(complaints, []);
  });
});

test('whoever logs out at ID-porten is logged out here, told in a frame', async () => {
  await withDemo(async (demo) => {
    const { page, complaints } = await openPage(browser, demo);
    const sender = new Sender(page, demo);
    await sender.logIn();
    const elsewhere = await page.context().newPage();
    const told = elsewhere.waitForResponse((answer) => answer.url().includes('/logout/frontchannel'));
    await elsewhere.goto(`${demo.idp}/logout`);
    assert.equal((await told).status(), 200);
    await elsewhere.frameLocator('iframe').getByText('ok').waitFor();
    await page.reload();
    await page.waitForURL(`${demo.idp}/**`);
    assert.deepEqual(complaints, []);
  });
});

/** One file is refused, one is filed under another extension, and one is taken as it is. */
async function refuseFiles(sender) {
  const { page } = sender;
  const kept = await page.locator('.rows .document-name').count();
  const program = { name: 'brev.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ not a letter') };
  const misnamed = { ...files.jpeg, name: 'skann.png' };
  await page.locator('input[name="files"]').setInputFiles([program, files.pdf, misnamed]);
  await sender.see('brev.pdf', files.pdf.name, 'skann.jpg');
  await page.locator('#error-summary a[href^="#upload-"]').waitFor();
  await page.locator('.rows .document-name').nth(kept + 1).waitFor();
  assert.equal(await page.locator('.rows .document-name').count(), kept + 2, 'the good files are kept');
}

async function actForAnOrganisation(sender) {
  const { page } = sender;
  await page.goto('/submissions');
  await page.locator('form[action="/submissions"] button').click();
  await sender.arriveAt('/sender');
  await page.locator('input[name="sender"][value="organisation"]').check();
  await page.locator('[name="organisation_number"]').fill('974 760 673');
  await sender.submitFormWith('sender');
  await page.locator('#error-summary a[href="#organisation_number"]').waitFor();
  await page.locator('[name="organisation_number"]').fill('313 001 016');
  await sender.submitFormWith('sender');
  await sender.arriveAt('/message');
  const review = page.url().replace('/message', '/review');
  await page.locator('[name="title"]').fill('Gjelder 01819012345');
  await page.locator('[name="email"]').fill('post@eksempelbygg.example');
  await page.locator('[name="confidential"]').check();
  await sender.submitFormWith('title');
  await page.locator('#error-summary a[href="#title"]').click();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'title');
  await page.locator('[name="title"]').fill('Klage fra Eksempel Bygg på avslag');
  await page.locator('[name="confidential"]').uncheck();
  await sender.submitFormWith('title');
  await sender.arriveAt('/files');
  await page.goto(review);
  assert.match(await sender.read('Avsender'), /Eksempel Bygg AS/);
  assert.match(await sender.read('Forslag til postlisten'), /^Klage fra \*{5}\s*skjermet\s+på avslag/);
}

async function submitEverything(sender) {
  await sender.logIn();
  await sender.startSubmission();
  await sender.sendAsThemselves();
  await sender.write(message);
  await sender.attach(files.pdf, files.jpeg);
  await assertNothingReadable(sender.demo);
  await sender.review();
  await sender.see(files.pdf.name, files.jpeg.name);
  assert.match(await sender.read('Saksnummer'), new RegExp(caseNumber));
  assert.match(await sender.read('Fortrolige opplysninger'), /^Ja/);
  assert.match(await sender.read('Forslag til postlisten'), /^\*{5}/);
  const receipt = await sender.send();
  assert.match(await sender.read('Fortrolige opplysninger'), /^Ja/);
  assert.match(receipt.reference, /^[0-9A-Z][0-9A-Z -]{4,}/);
  assert.match(receipt.journalNumber, /^20\d\d\/1$/);
  return receipt;
}

/** Sends one file; gives its receipt. */
async function sendSomething(sender) {
  await sender.openList();
  await sender.startSubmission();
  await sender.sendAsThemselves();
  await sender.write(message);
  await sender.attach(files.pdf);
  await sender.review();
  return sender.send();
}

async function assertListed(sender, receipt) {
  await sender.openList();
  await sender.see(receipt.reference);
  const links = sender.page.locator(`main a[href^="${receipt.path.replace('/receipt', '')}"]`);
  assert.notEqual(await links.count(), 0, 'the list has no link to the submission');
}

function assertHasBothFiles(checksums) {
  for (const file of [files.pdf, files.jpeg]) {
    assert.ok(checksums.includes(sha256(file.buffer)), `${file.name} is not among them, unchanged`);
  }
}

/** Neither the portal's folders nor its log give away what was sent. */
async function assertNothingReadable(demo, more = {}) {
  const secrets = {
    title: 'granittkanari',
    comment: 'kvartskanari',
    email: message.email,
    pdf: middleOf(files.pdf.buffer),
    jpeg: middleOf(files.jpeg.buffer),
    ...more,
  };
  const mails = join(demo.data, 'mail');
  const stored = [...(await filesBelow(demo.data)), ...(await filesBelow(demo.tmp))].filter(
    (file) => !file.startsWith(`${mails}/`),
  );
  assert.notEqual(stored.length, 0);
  assert.deepEqual(await findSecrets(secrets, stored), []);

  const said = Object.keys(secrets).filter((name) => demo.output.includes(secrets[name]));
  assert.deepEqual(said, [], 'the log gives secrets away');
}

async function assertMailTellsNothing(demo, receipt, nationalId) {
  const mail = await eventually('the receipt by e-mail', async () => {
    const mails = (await filesBelow(join(demo.data, 'mail'))).filter((file) =>
      file.endsWith('.eml'),
    );
    const texts = await Promise.all(
      mails.map(async (file) => readMail(await readFile(file, 'latin1'))),
    );
    return texts.find((text) => text.includes(message.email) && text.includes(receipt.reference));
  });
  const secrets = ['granittkanari', 'kvartskanari', files.pdf.name, files.jpeg.name, nationalId];
  assert.deepEqual(secrets.filter((secret) => mail.includes(secret)), []);
}
