// What a page says, to those who hear it and in each language.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const languages = ['nb', 'nn', 'en', 'se'];

const catalogues = join(import.meta.dirname, '../../i18n');
const snapshots = join(import.meta.dirname, 'snapshots');
const months = [
  'januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember',
  'January|February|March|April|May|June|July|August|September|October|November|December',
  '[a-zčđŋšŧžá]+mánnu|[a-zčđŋšŧžá]+mánu',
].join('|');

/** What differs from one run to the next, and what stands for it. */
const changing = [
  // Behind a slash that stands in an address within an address, too.
  [/(?:\b|(?<=%2F))[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '‹id›'],
  [/\b[0-9a-f]{32}(?:[0-9a-f]{32})?\b/g, '‹number›'],
  [/\b(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}\b/g, '‹token›'],
  [/\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b/g, '‹reference›'],
  [/localhost:\d+/g, 'localhost'],
  [/request_uri=[^&"\s]+/g, 'request_uri=‹request›'],
  [/\b20\d\d-\d\d-\d\d \d\d:\d\d\b/g, '‹time›'],
  [/\b20\d\d-\d\d-\d\d\b/g, '‹date›'],
  [new RegExp(`\\b\\d{1,2}\\.? (?:${months}) 20\\d\\d\\b`, 'g'), '‹date›'],
  [new RegExp(`\\b(?:${months}) \\d{1,2}\\. b\\. 20\\d\\d\\b`, 'g'), '‹date›'],
  [/\b\d{1,2}[.:]\d\d\b(?! ?[kM]B)/g, '‹clock›'],
  [/\b20\d\d\/\d+\b/g, '‹entry›'],
  [/\b\d+[  ]kB\b/g, '‹size›'],
  [/(\S)\1{99,}/g, '‹much›'],
];

/** A text without what differs from one run to the next. */
export function mask(text) {
  return changing.reduce((text, [pattern, name]) => text.replaceAll(pattern, name), text);
}

/** What the catalogue of a language has for a key, as far as it is a plain sentence. */
export async function word(language, key) {
  const catalogue = await readFile(join(catalogues, language, 'sendsikkert.ftl'), 'utf8');
  const [, text] = new RegExp(`^${key} = (.*)$`, 'm').exec(catalogue) ?? [];
  assert.ok(text, `${language} has no ${key}`);
  return text;
}

/** Holds what a screen reader is told of a page against what was read through before. */
export async function compareWithSnapshot(page, name) {
  const heard = `${mask(await page.locator('body').ariaSnapshot())}\n`;
  const file = join(snapshots, `${name}.yml`);
  if (process.env.UPDATE_SNAPSHOTS) {
    await mkdir(snapshots, { recursive: true });
    await writeFile(file, heard);
    return [];
  }
  const kept = await readFile(file, 'utf8').catch(() => '');
  return heard === kept ? [] : [`is heard otherwise than in snapshots/${name}.yml:\n${difference(kept, heard)}`];
}

/** The names of all that is kept. */
export async function keptSnapshots() {
  const files = await readdir(snapshots).catch(() => []);
  return files.filter((file) => file.endsWith('.yml')).map((file) => file.replace('.yml', ''));
}

/** The sentences that were found to be as they should in Nynorsk, though they are the same in Bokmål. */
export function allowInNynorsk(said) {
  const file = join(snapshots, 'same-in-nynorsk.txt');
  const allowed = new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean));
  if (process.env.UPDATE_SNAPSHOTS) {
    for (const { sentence } of said) allowed.add(sentence);
    writeFileSync(file, `${[...allowed].sort().join('\n')}\n`);
  }
  return allowed;
}

/** The lines that are not in both, and the one before each stretch of them. */
function difference(kept, heard) {
  const [before, after] = [kept, heard].map((text) => text.trimEnd().split('\n'));
  const lengths = longestCommon(before, after);
  const lines = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) {
      lines.push(`  ${before[i]}`);
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      lines.push(`- ${before[i++]}`);
    } else {
      lines.push(`+ ${after[j++]}`);
    }
  }
  const changed = (line) => line !== undefined && !line.startsWith('  ');
  return lines.filter((line, at) => changed(line) || changed(lines[at + 1])).join('\n');
}

/** How many lines two texts have in common from each pair of places on. */
function longestCommon(before, after) {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i][j] =
        before[i] === after[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

/**
 * What the page says in its own words, marked as being in its language: neither what people have
 * `given`, nor the names of other languages.
 */
export async function sentences(page, given) {
  const texts = await page.evaluate(readTexts);
  const own = texts.map((text) => {
    const without = given.reduce((text, word) => text.replaceAll(word, ''), mask(text));
    return without.replaceAll(/‹[^›]*›|\s+/g, ' ').replaceAll(/ +/g, ' ').replace(/^[:,. ]+/, '').trim();
  });
  return new Set(own.filter((text) => / .*\p{L}{3}/u.test(text)));
}

/** Runs in the page. */
function readTexts() {
  const { lang } = document.documentElement;
  const theirs = 'script, noscript, style, title, bdi, .code, .lines, textarea';
  const isOurs = (element) => !element.closest(theirs) && element.closest('[lang]').lang === lang;
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const texts = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) {
      if (isOurs(node.parentElement)) texts.push(node.data);
    } else if (isOurs(node)) {
      const said = ['aria-label', 'title', 'alt', 'placeholder'].map((name) => node.getAttribute(name));
      const { extensions, ...words } = node.dataset;
      texts.push(...said, ...Object.values(words));
    }
  }
  return texts.filter((text) => text && !text.startsWith('/'));
}
