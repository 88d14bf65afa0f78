// Makes the pictures of docs/pictures: one submission, as its sender sees it on a telephone and on a desk, by day and by
// night. `make pictures`.

import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Sender } from './people.mjs';
import { makeFiles, openBrowser, openPage, run, withDemo } from './support.mjs';

const folder = resolve(import.meta.dirname, '../../docs/pictures');

const telephone = { width: 375, height: 780 };
const desk = { width: 1280, height: 860 };
const [day, night] = ['light', 'dark'];

/** In which windows each page is pictured. */
const wanted = {
  start: [[telephone, day], [telephone, night], [desk, day]],
  sender: [[telephone, day]],
  message: [[telephone, day], [desk, night]],
  files: [[telephone, day], [desk, day]],
  review: [[telephone, night], [desk, day]],
  receipt: [[telephone, day], [desk, night]],
  submissions: [[desk, day]],
  help: [[telephone, day]],
};

/** Where the page differs from the others, when that is not where its main part begins. */
const beginnings = { start: 'body', files: '#documents-heading' };

const message = {
  title: '2023/587 – Merknader til nabovarsel',
  comment: 'Jeg er nabo i Granveien 12. Situasjonsplanen viser hvor gjerdet står.',
  email: 'kari@example.no',
};

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const browser = await openBrowser();
try {
  const files = await makeFiles(browser);
  await withDemo((demo) => journey(demo, files));
} finally {
  await browser.close();
}
for (const name of (await readdir(folder)).sort()) {
  const { size } = await stat(join(folder, name));
  console.log(`${name}: ${Math.ceil(size / 1024)} kB`);
}

async function journey(demo, files) {
  const { page } = await openPage(browser, demo, { reducedMotion: 'reduce' });
  const sender = new Sender(page, demo);
  await page.goto('/');
  await picture(page, 'start');
  await sender.logIn();
  await sender.startSubmission();
  await picture(page, 'sender');
  await sender.sendAsThemselves();
  for (const [field, text] of Object.entries(message)) {
    await page.locator(`[name="${field}"]`).fill(text);
  }
  await picture(page, 'message');
  await sender.write(message);
  await sender.attach(files.pdf, { ...files.jpeg, name: 'Gjerdet sett fra veien.jpg' });
  await pictureUpload(page, demo);
  await sender.review();
  await picture(page, 'review');
  const { path } = await sender.send();
  await picture(page, 'receipt');
  await sender.openList();
  await picture(page, 'submissions');
  await page.goto('/help');
  await picture(page, 'help');
  await picturePaper(page, path);
}

/** A film on a slow line, pictured while it is under way; then it is not sent after all. */
async function pictureUpload(page, demo) {
  const line = await page.context().newCDPSession(page);
  const speed = { offline: false, latency: 50, downloadThroughput: -1 };
  await line.send('Network.emulateNetworkConditions', { ...speed, uploadThroughput: 600_000 });
  const buffer = Buffer.alloc(9_000_000, 1);
  await page
    .locator('input[name="files"]')
    .setInputFiles({ name: 'Opptak fra befaringen.mpg', mimeType: 'video/mpeg', buffer });
  await page.waitForFunction(() => {
    const bar = document.querySelector('main progress');
    return bar && bar.value / bar.max > 0.3;
  });
  await picture(page, 'files');
  const { pathname } = new URL(page.url());
  await line.send('Network.emulateNetworkConditions', { ...speed, uploadThroughput: -1 });
  page.once('dialog', (dialog) => dialog.accept());
  await page.goto(`${demo.portal}${pathname}`);
}

async function picture(page, name) {
  for (const [size, scheme] of wanted[name]) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: scheme });
    await showBeginning(page, name);
    const device = size === telephone ? 'telephone' : 'desk';
    const light = scheme === night ? '-dark' : '';
    await page.screenshot({ path: join(folder, `${name}-${device}${light}.png`) });
  }
  await page.setViewportSize(desk);
  await page.emulateMedia({ colorScheme: day });
}

async function showBeginning(page, name) {
  const place = page.locator(beginnings[name] ?? 'main');
  await place.evaluate((element) => window.scrollTo(0, element.offsetTop));
}

/** The first page of the signed receipt. */
async function picturePaper(page, receipt) {
  const answer = await page.request.get(receipt.replace(/receipt$/, 'receipt.pdf'));
  const paper = join(folder, 'receipt.pdf');
  await writeFile(paper, await answer.body());
  const options = ['-png', '-gray', '-r', '72', '-singlefile', '-f', '1'];
  await run('pdftoppm', [...options, paper, join(folder, 'receipt-paper')]);
  await rm(paper);
}
