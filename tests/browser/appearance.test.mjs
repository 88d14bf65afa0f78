// What the municipality's pages look like to people who see, touch, print and move in their own ways.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Demo, openBrowser, openPage } from './support.mjs';

const SCHEMES = [
  { colorScheme: 'light' },
  { colorScheme: 'dark' },
  { colorScheme: 'light', contrast: 'more' },
  { colorScheme: 'light', forcedColors: 'active' },
  { colorScheme: 'dark', forcedColors: 'active' },
];

let browser;
let demo;

before(async () => {
  demo = await Demo.start();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Opens the start page as somebody sees it, and complains of all that the browser complained of. */
async function visit(options, look) {
  const { page, complaints } = await openPage(browser, demo, options);
  await page.goto('/');
  await look(page);
  assert.deepEqual(complaints, []);
  await page.context().close();
}

/** How well two colours, as a browser computes them, can be told apart (WCAG's contrast ratio). */
function contrast(one, other) {
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test('a finger hits every link around the page, and nothing is wider than a small phone', async () => {
  for (const width of [320, 375, 1280]) {
    await visit({ viewport: { width, height: 667 } }, async (page) => {
      const targets = page.locator('header :is(a, button), footer a');
      assert.ok((await targets.count()) > 9);
      for (const target of await targets.all()) {
        const box = await target.boundingBox();
        const name = await target.innerText();
        assert.ok(box.height >= 24 && box.width >= 24, `${name}: ${JSON.stringify(box)}`);
        assert.ok(box.x >= 0 && box.x + box.width <= width, `${name} at ${width}`);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} of ${width}`);
      const header = await page.locator('header').boundingBox();
      assert.ok(header.height < 667 / 3, `the header takes ${header.height}`);
      const logo = await page.locator('.site-logo').boundingBox();
      assert.ok(logo.height <= 48 && logo.width <= 130, JSON.stringify(logo));
    });
  }
});

test('with Tab the whole page can be walked through, and one always sees where one is', async () => {
  for (const scheme of SCHEMES) {
    await visit(scheme, async (page) => {
      const count = await page.locator('a[href], button').count();
      for (let at = 0; at < count; at += 1) {
        await page.keyboard.press('Tab');
        const seen = await page.evaluate(() => {
          const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement);
          const { top, bottom } = document.activeElement.getBoundingClientRect();
          const background = getComputedStyle(document.body).backgroundColor;
          const name = document.activeElement.textContent.trim();
          return { name, outlineStyle, outlineWidth, outlineColor, background, top, bottom };
        });
        const told = `${JSON.stringify(scheme)} ${JSON.stringify(seen)}`;
        assert.equal(seen.outlineStyle, 'solid', told);
        assert.ok(parseFloat(seen.outlineWidth) >= 2, told);
        assert.ok(contrast(seen.outlineColor, seen.background) >= 3, told);
        // Pages are scrolled by whole pixels, and lie between them.
        assert.ok(seen.top > -1 && seen.bottom < 901, told);
      }
    });
  }
});

test('the first Tab offers the way past the header', () =>
  visit({}, async (page) => {
    await page.keyboard.press('Tab');
    const skip = page.locator('.ds-skip-link');
    assert.ok(await skip.evaluate((link) => link === document.activeElement));
    const { width, height } = await skip.boundingBox();
    assert.ok(width > 50 && height >= 24);
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.closest('main') !== null));
  }));

test('buttons have the municipality’s colour, and what stands on them can be read', async () => {
  for (const scheme of SCHEMES.slice(0, 3)) {
    await visit(scheme, async (page) => {
      const button = page.locator('main a.ds-button').first();
      const { ink, ground } = await button.evaluate((element) => {
        const { color, backgroundColor } = getComputedStyle(element);
        return { ink: color, ground: backgroundColor };
      });
      if (scheme.colorScheme === 'light') assert.equal(ground, 'rgb(30, 107, 82)');
      assert.ok(contrast(ink, ground) >= 4.5, `${ink} on ${ground}`);
    });
  }
});

test('where people force their own colours, lines take the place of backgrounds', async () => {
  for (const scheme of SCHEMES.slice(3)) {
    await visit(scheme, async (page) => {
      for (const [part, side] of [
        ['main a.ds-button', 'Top'],
        ['.ds-alert', 'Left'],
        ['.site-footer', 'Top'],
        ['.site-header', 'Bottom'],
      ]) {
        const line = await page.locator(part).first().evaluate((element, edge) => {
          const style = getComputedStyle(element);
          return [style[`border${edge}Style`], style[`border${edge}Color`], style.backgroundColor];
        }, side);
        assert.equal(line[0], 'solid', part);
        assert.ok(contrast(line[1], line[2]) >= 3, `${part}: ${line}`);
      }
    });
  }
});

test('nothing moves for those who do not want it to', () =>
  visit({ reducedMotion: 'reduce' }, async (page) => {
    const longest = await page.evaluate(() =>
      Math.max(
        ...[...document.querySelectorAll('*')].flatMap((element) => {
          const { transitionDuration, animationDuration } = getComputedStyle(element);
          return [transitionDuration, animationDuration].flatMap((list) => list.split(',').map(parseFloat));
        }),
      ),
    );
    assert.ok(longest < 0.001, `${longest} s`);
  }));

test('paper is light, whatever the screen is', () =>
  visit({ colorScheme: 'dark' }, async (page) => {
    const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
    assert.ok(contrast(await ink(), 'rgb(255, 255, 255)') < 3, 'on the screen');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.ok(contrast(await ink(), 'rgb(255, 255, 255)') >= 7, 'on paper');
    for (const gone of ['.site-languages', '.site-footer-links']) {
      assert.equal(await page.locator(gone).isVisible(), false, gone);
    }
    assert.equal(await page.locator('.site-contact').isVisible(), true);
  }));
