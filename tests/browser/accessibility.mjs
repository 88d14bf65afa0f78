// Looks at a page as axe-core does, in every language and at two widths.

import { join } from 'node:path';
import axe from 'axe-core';

const languages = ['nb', 'nn', 'en', 'se'];
const widths = [375, 1280];
/** So wide is a window of 1280 pixels at four times the size (WCAG 1.4.10). */
const narrowest = 320;
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What bars people from the page that is open, which is left in Bokmål at the widest.
 * With SCREENSHOTS set to a folder, pictures are saved there.
 */
export async function lookClosely(page, name, { oneLanguage = false } = {}) {
  const barriers = [];
  for (const language of oneLanguage ? [undefined] : [...languages.slice(1), languages[0]]) {
    if (language) await readIn(language, page);
    for (const width of [narrowest, ...widths]) {
      await page.setViewportSize({ width, height: 900 });
      const view = [name, language, width].filter(Boolean).join('-');
      const found = await (width === narrowest ? findOverflow(page) : findBarriers(page, language));
      barriers.push(...found.map((barrier) => `${view}: ${barrier}`));
      if (process.env.SCREENSHOTS && width !== narrowest) {
        await page.screenshot({ path: join(process.env.SCREENSHOTS, `${view}.png`), fullPage: true });
      }
    }
  }
  return barriers;
}

async function readIn(language, page) {
  const address = new URL(page.url());
  address.searchParams.set('lang', language);
  await page.goto(address.href);
}

async function findBarriers(page, language) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
    rules,
  );
  const barriers = violations.map(
    ({ id, help, nodes }) => `${id} (${help}) at ${nodes.map((node) => node.target).join(', ')}`,
  );
  const lang = await page.evaluate(() => document.documentElement.lang);
  if (language && lang !== language) barriers.push(`is marked as ${lang}`);
  return [...barriers, ...(await findOverflow(page))];
}

async function findOverflow(page) {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return overflow > 0 ? [`is ${overflow} pixels wider than the window`] : [];
}
