// Every page and state of `pages.mjs`, in every language, on a telephone and on a desk, in light and dark.

import assert from 'node:assert/strict';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  askAxe,
  checkErrorSummary,
  findHiddenFocus,
  findHiddenFocusInForcedColours,
  findMotion,
  findNameless,
  findOverflow,
  findOverflowAtFourTimesTheSize,
  findSmallTargets,
  show,
  views,
} from './accessibility.mjs';
import { findFaults } from './markup.mjs';
import { pages } from './pages.mjs';
import { Scene, given, inhabitants } from './scene.mjs';
import { openBrowser, openPage } from './support.mjs';
import {
  allowInNynorsk,
  compareWithSnapshot,
  keptSnapshots,
  languages,
  sentences,
  word,
} from './words.mjs';

const { SCREENSHOTS: pictures } = process.env;

let browser;
let scene;

before(async () => {
  browser = await openBrowser();
  scene = await Scene.set(browser);
  if (pictures) await mkdir(pictures, { recursive: true });
});
after(async () => {
  await scene?.strike();
  await browser?.close();
});

describe('every page is open to everybody', { concurrency: 2 }, () => {
  for (const entry of pages) {
    test(entry.name, async () => {
      const barriers = await lookAt(entry);
      assert.equal(barriers.length, 0, told(barriers));
    });
  }
});

test('every template is among the pages', async () => {
  const folder = join(import.meta.dirname, '../../templates');
  const templates = (await readdir(folder)).filter((name) => name.endsWith('.html') && name !== 'base.html');
  const shown = new Set(pages.map(({ template }) => template));
  assert.deepEqual([...shown].sort(), templates.sort());
});

test('every snapshot is of a page', async () => {
  const names = pages.flatMap(({ name }) => languages.map((language) => `${name}.${language}`));
  const kept = await keptSnapshots();
  assert.deepEqual(kept.filter((name) => !names.includes(name)), []);
});

/** Everything that is wrong with a page. */
async function lookAt(entry) {
  const { page, complaints } = await openPage(browser, scene.demo, { also: scene.portals() });
  const visit = new Visit(entry, { page, complaints });
  try {
    const said = {};
    for (const language of languages) {
      await visit.begin(language);
      said[language] = await visit.look();
    }
    return [...visit.barriers, ...findUntranslated(said)];
  } finally {
    await page.context().close();
  }
}

/** One page, looked at in one language after the other. */
class Visit {
  barriers = [];

  constructor(entry, { page, complaints }) {
    Object.assign(this, { entry, page, complaints });
    // Whoever leaves while a file is on its way is asked.
    page.on('dialog', (dialog) => dialog.accept());
    page.on('response', (answer) => {
      const isPage = (answer.headers()['content-type'] ?? '').startsWith('text/html');
      if (isPage && answer.status() !== 303) this.answer = answer;
    });
  }

  /** Opens the page in a language, with a draft of its own where it needs one. */
  async begin(language) {
    this.language = language;
    const { entry, page } = this;
    const { prepare, by = 'nobody' } = entry;
    const path = prepare && (await scene.as(by, (errands) => prepare(errands, scene)));
    const context = page.context();
    // In this order: what a route holds back ends with its page.
    await page.goto('about:blank');
    await page.unrouteAll();
    await context.setOffline(false);
    this.complaints.length = 0;
    await context.clearCookies();
    await context.addCookies(scene.cookies[by]);
    await context.addCookies([{ name: 'lang', value: language, domain: 'localhost', path: '/' }]);
    if (entry.scripts === false) {
      await page.route('**/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    }
    await show(page, views.at(-1));
    await entry.open({ page, path, scene });
    await page.waitForLoadState();
    await this.arrive();
  }

  /** Waits until the server's answer is what the page shows. */
  async arrive() {
    const { entry, page } = this;
    if (entry.isError) await page.locator('#error-summary').waitFor();
    const { status = 200 } = entry;
    if (this.answer.status() !== status) this.complain([`is answered with ${this.answer.status()}`]);
  }

  complain(barriers, view = '') {
    const where = [this.language, view].filter(Boolean).join(' ');
    this.barriers.push(...barriers.map((what) => ({ what, where })));
  }

  /** Notes what is wrong; gives what the page says. */
  async look() {
    const { entry, page, language } = this;
    this.complain(await findFaults(await this.answer.text()));
    if (entry.isError) this.complain(await checkErrorSummary(page, entry));
    this.complain(await compareWithSnapshot(page, `${entry.name}.${language}`));
    this.complain(await this.checkFrame());
    this.complain(await findNameless(page));
    const said = await sentences(page, names());
    for (const view of views) await this.lookIn(view);
    if (language === languages[0]) {
      this.complain(await findHiddenFocusInForcedColours(page), 'in forced colours');
      this.complain(await findMotion(page), 'with reduced motion');
    }
    this.complain(await findOverflowAtFourTimesTheSize(page), 'at 320');
    this.complain(this.overheard());
    return said;
  }

  async lookIn({ size, scheme }) {
    const { entry, page, language } = this;
    await show(page, { size, scheme });
    const view = `${size} ${scheme}`;
    this.complain(await askAxe(page, scheme), view);
    this.complain(await findOverflow(page), view);
    if (size === 'telephone') this.complain(await findSmallTargets(page), view);
    if (language === languages[0]) this.complain(await findHiddenFocus(page), view);
    if (pictures) {
      const name = [entry.name, language, page.viewportSize().width, scheme].join('-');
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    }
  }

  /** Language, title and heading. */
  async checkFrame() {
    const { entry, page, language } = this;
    const [lang, title, headings] = await page.evaluate(() => [
      document.documentElement.lang,
      document.title,
      [...document.querySelectorAll('h1')].filter((heading) => heading.checkVisibility()).length,
    ]);
    const barriers = [];
    if (lang !== language) barriers.push(`is marked as ${lang}`);
    if (headings !== 1) barriers.push(`has ${headings} main headings`);
    if (entry.own === false) return barriers;
    const ending = ` – ${await word(language, 'service-name')} – Eksempel kommune`;
    const prefix = `${await word(language, 'error-title-prefix')} `;
    if (!title.endsWith(ending) || title === ending) barriers.push(`has the title “${title}”`);
    if (title.startsWith(prefix) !== (entry.isError ?? false)) barriers.push(`begins with “${title}”`);
    return barriers;
  }

  /** What the browser complained of, apart from the status that was to come. */
  overheard() {
    const { status, disconnected } = this.entry;
    const heard = this.complaints.splice(0);
    const expected = disconnected ? 'net::ERR_INTERNET_DISCONNECTED' : `responded with a status of ${status}`;
    return heard.filter((complaint) => !complaint.includes(expected));
  }
}

/** What people have given their things, and the municipality itself. */
function names() {
  const written = Object.values(given).flatMap((text) => text.split('\n'));
  const files = Object.values(scene.files).map(({ name }) => name);
  return [...written, ...files, ...inhabitants, 'Eksempel kommune', 'Send sikkert', 'SHA-256'];
}

/** What is said in the same words in two languages. Some sentences are the same in both forms of Norwegian. */
function findUntranslated(said) {
  const [first, ...others] = languages;
  const same = others.flatMap((language) =>
    [...said[first]].filter((sentence) => said[language].has(sentence)).map((sentence) => ({ language, sentence })),
  );
  const allowed = allowInNynorsk(same.filter(({ language }) => language === 'nn'));
  return same
    .filter(({ language, sentence }) => language !== 'nn' || !allowed.has(sentence))
    .map(({ language, sentence }) => ({ what: `says as in ${first} “${sentence}”`, where: language }));
}

/** Says once each what is wrong, and where. */
function told(barriers) {
  const places = new Map();
  for (const { what, where } of barriers) places.set(what, [...(places.get(what) ?? []), where]);
  return [...places].map(([what, where]) => `\n- ${what}\n  (${where.join(', ')})`).join('');
}
