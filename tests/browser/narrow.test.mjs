// Someone who reads at four times the size sends documents: in a window of 1280 by 900 pixels, 320 by 225 are left.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findOverflow } from './accessibility.mjs';
import { Sender } from './people.mjs';
import { makeFiles, openBrowser, openPage, withDemo } from './support.mjs';

const message = {
  title: 'Søknad om dispensasjon fra avstandskravet i reguleringsplanen',
  comment: 'Naboene er varslet.',
  email: 'kari.med.et.ganske.langt.navn@eksempel-virksomhet.example.no',
};

let browser;
let files;

before(async () => {
  browser = await openBrowser();
  files = await makeFiles(browser);
});
after(() => browser?.close());

test('documents are sent at four times the size, and nothing is cut off', async () => {
  await withDemo(async (demo) => {
    const viewport = { width: 320, height: 225 };
    const { page, complaints } = await openPage(browser, demo, { viewport });
    const barriers = [];
    const look = async () => barriers.push(...(await findOverflow(page)), ...(await findCovered(page)));
    const sender = new Sender(page, demo);
    await sender.logIn();
    await look();
    await sender.startSubmission();
    await look();
    await sender.sendAsThemselves();
    await look();
    await sender.write(message);
    await look();
    await sender.attach(longNamed(files.pdf));
    await look();
    await sender.review();
    await look();
    await sender.send();
    await look();
    await sender.openList();
    await look();
    assert.deepEqual([...barriers, ...complaints], []);
  });
});

/** As scanners name things. */
function longNamed(file) {
  return { ...file, name: `${'Skannet_dokument_fra_skriver_'.repeat(4)}.pdf` };
}

/** What always stays in sight must leave room for the rest. */
function findCovered(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => ['fixed', 'sticky'].includes(getComputedStyle(element).position))
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height > innerHeight / 3)
      .map((element) => `${element.outerHTML.slice(0, 80)} stays in the way`),
  );
}
