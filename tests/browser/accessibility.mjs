// What bars people from a page: looked for as axe-core does, and where axe-core does not look.

import axe from 'axe-core';

/** So wide is a window of 1280 pixels at four times the size (WCAG 1.4.10). */
const narrowest = 320;
/** A finger's width (WCAG 2.5.8). */
const smallestTarget = 24;
const sizes = { telephone: { width: 375, height: 812 }, desk: { width: 1280, height: 900 } };
const schemes = ['light', 'dark'];
const rules = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // Off unless they are asked for; the second is what people need who speak to their machine.
  rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } },
  resultTypes: ['violations'],
};
/** The scheme changes colours and nothing else: in the dark, only they are looked at. */
const rulesOfColour = {
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
  resultTypes: ['violations'],
};

/** Every way a page is looked at. */
export const views = Object.keys(sizes).flatMap((size) => schemes.map((scheme) => ({ size, scheme })));

/** Shows the page as in a view. */
export async function show(page, { size, scheme }) {
  await page.setViewportSize(sizes[size]);
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.evaluate(stillness);
}

/** Runs in the page: ends the passing of colours, which goes on from element to element as they are inherited. */
async function stillness() {
  await new Promise((drawn) => requestAnimationFrame(drawn));
  const passing = () => document.getAnimations().filter((each) => each instanceof CSSTransition);
  for (let some; (some = passing()).length > 0; ) {
    for (const transition of some) transition.finish();
  }
}

/** What bars people from the page that is open, on a telephone and on a desk, in light and dark. */
export async function lookClosely(page) {
  const barriers = [];
  for (const view of views) {
    await show(page, view);
    const found = [...(await askAxe(page, view.scheme)), ...(await findOverflow(page))];
    barriers.push(...found.map((barrier) => `${view.size} ${view.scheme}: ${barrier}`));
  }
  return barriers;
}

/** What axe-core finds in the page as it is shown. */
export async function askAxe(page, scheme = schemes[0]) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const asked = scheme === schemes[0] ? rules : rulesOfColour;
  const { violations } = await page.evaluate((asked) => globalThis.axe.run(document, asked), asked);
  return violations.map(
    ({ id, help, nodes }) => `${id} (${help}) at ${nodes.map((node) => node.target).join(', ')}`,
  );
}

/** What does not fit into the window. */
export async function findOverflow(page) {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return overflow > 0 ? [`is ${overflow} pixels wider than the window`] : [];
}

export async function findOverflowAtFourTimesTheSize(page) {
  await page.setViewportSize({ width: narrowest, height: 225 });
  return findOverflow(page);
}

/** What is too small for a finger. Links within a sentence are as high as its lines. */
export function findSmallTargets(page) {
  return page.evaluate((smallest) => {
    const isInSentence = (element) =>
      getComputedStyle(element).display === 'inline' &&
      [...element.parentNode.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter((element) => !isInSentence(element) && !element.matches('.ds-skip-link'))
      .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && Math.min(box.width, box.height) < smallest)
      .map(({ element, box }) => {
        const name = element.textContent.trim() || element.name;
        return `a target of ${Math.round(box.width)}×${Math.round(box.height)} pixels: ${name}`;
      });
  }, smallestTarget);
}

/** Goes through the page with the Tab key: what does not show that it has the focus, or shows it out of sight. */
export async function findHiddenFocus(page) {
  await page.evaluate(rememberLooks);
  const barriers = [];
  for (const stops = await page.evaluate(countStops); ; ) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(lookAtFocus);
    if (!stop || stop.seenBefore || barriers.length > stops) break;
    if (!stop.changed) barriers.push(`shows no focus: ${stop.name}`);
    if (!stop.inSight) barriers.push(`has the focus out of sight: ${stop.name}`);
  }
  return barriers;
}

/** Whether the focus is seen by those who have chosen their own colours, where shadows are not drawn. */
export async function findHiddenFocusInForcedColours(page) {
  await page.emulateMedia({ forcedColors: 'active' });
  const barriers = await findHiddenFocus(page);
  await page.emulateMedia({ forcedColors: 'none' });
  return barriers;
}

/** What moves although its reader has asked for stillness. */
export function findMotion(page) {
  return page.evaluate(() => {
    const moves = (times) => times.split(',').some((time) => parseFloat(time) > 0.01);
    return [...document.querySelectorAll('*')]
      .filter((element) => element.checkVisibility())
      .map((element) => [element, getComputedStyle(element)])
      .filter(
        ([, { transitionDuration, animationDuration, animationName, scrollBehavior }]) =>
          moves(transitionDuration) ||
          (animationName !== 'none' && moves(animationDuration)) ||
          scrollBehavior === 'smooth',
      )
      .map(([element]) => `moves: ${element.cloneNode().outerHTML.slice(0, 80)}`);
  });
}

/** Runs in the page. */
function rememberLooks() {
  document.activeElement?.blur();
  getSelection().removeAllRanges();
  // What frames a tick or a radio button is shown around it and its label.
  const look = (element) =>
    [element, element.closest('.ds-field') ?? element]
      .map((element) => [getComputedStyle(element), element.getBoundingClientRect()])
      .map(([{ outlineStyle, outlineWidth, outlineColor, boxShadow }, { width }]) =>
        [outlineStyle === 'none' ? '' : outlineWidth + outlineColor, boxShadow, width > 1].join(' '),
      )
      .join();
  const looks = new Map();
  for (const element of document.querySelectorAll('*')) {
    if (element.tabIndex >= 0) looks.set(element, look(element));
  }
  globalThis.focusLooks = { look, looks, seen: new Set() };
}

/** Runs in the page. */
function countStops() {
  return globalThis.focusLooks.looks.size;
}

/** Runs in the page. */
function lookAtFocus() {
  const { look, looks, seen } = globalThis.focusLooks;
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const stop = {
    name: element.textContent.trim() || element.id || element.outerHTML.slice(0, 80),
    seenBefore: seen.has(element),
    changed: look(element) !== looks.get(element),
    inSight: bottom > 0 && right > 0 && top < innerHeight && left < innerWidth,
  };
  seen.add(element);
  return stop;
}

const controls = ['button', 'link', 'textbox', 'searchbox', 'checkbox', 'radio', 'combobox', 'listbox', 'option'];
const landmarks = ['navigation', 'group', 'radiogroup', 'dialog', 'alertdialog', 'progressbar', 'image', 'img'];

/** What is silly in what the browser tells a screen reader: things without a name, and one name for two buttons. */
export async function findNameless(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const told = nodes.filter(({ ignored }) => !ignored);
  const nameless = told
    .filter(({ role }) => [...controls, ...landmarks].includes(role?.value))
    .filter(({ name }) => !name?.value?.trim())
    .map(({ role }) => `a ${role.value} without a name`);
  const buttons = told.filter(({ role }) => role?.value === 'button').map(({ name }) => name.value);
  const twice = buttons.filter((name, place) => buttons.indexOf(name) !== place);
  return [...nameless, ...twice.map((name) => `two buttons named “${name}”`)];
}

/** That what must be put right is announced, has the focus, and leads to where it is put right. */
export async function checkErrorSummary(page, { isAnnouncedElsewhere = false } = {}) {
  return page.evaluate((isAnnouncedElsewhere) => {
    const summary = document.getElementById('error-summary');
    if (!summary) return ['has no error summary'];
    const barriers = [];
    const alert = isAnnouncedElsewhere ? document.querySelector('main :is([role="alert"], [role="status"])') : summary;
    if (!alert?.matches('[role="alert"], [role="status"]')) barriers.push('does not announce its errors');
    if (!isAnnouncedElsewhere && document.activeElement !== summary) barriers.push('does not lead the focus to its errors');
    const links = [...summary.querySelectorAll('a')];
    if (links.length === 0) barriers.push('has no error that leads anywhere');
    for (const link of links.filter((link) => link.getAttribute('href').startsWith('#'))) {
      const place = document.getElementById(link.hash.slice(1));
      if (!place) barriers.push(`leads to ${link.hash}, which is not there`);
      else if (place.tabIndex < 0 && !place.hasAttribute('tabindex')) barriers.push(`${link.hash} takes no focus`);
    }
    return barriers;
  }, isAnnouncedElsewhere);
}
