// What the journeys stand on: a running demo, a browser, files and mails.

import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

export const run = promisify(execFile);

const program = resolve(
  process.env.SENDSIKKERT ?? join(import.meta.dirname, '../../target/debug/sendsikkert'),
);

/** Asks again and again until the answer is truthy; gives up after half a minute. */
export async function eventually(what, ask) {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(100)) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`waited too long for ${what}`);
}

/** Runs `journey` against a demo of its own, and shows what the demo said if it fails. */
export async function withDemo(journey) {
  const demo = await Demo.start();
  try {
    await journey(demo);
  } catch (error) {
    console.error(`--- the demo's last words\n${demo.output.slice(-4000)}\n---`);
    throw error;
  } finally {
    await demo.stop();
  }
}

class Demo {
  output = '';

  static async start() {
    const demo = new Demo();
    demo.home = await mkdtemp(join(tmpdir(), 'sendsikkert-browser-'));
    demo.data = join(demo.home, 'data');
    demo.tmp = join(demo.home, 'tmp');
    await mkdir(demo.tmp);
    const [port, idpPort] = await freePorts(2);
    demo.portal = `http://localhost:${port}`;
    demo.idp = `http://localhost:${idpPort}`;
    demo.process = spawn(
      program,
      ['demo', '--data', demo.data, '--port', `${port}`, '--idp-port', `${idpPort}`],
      { cwd: demo.home, env: demo.environment(), stdio: ['ignore', 'pipe', 'pipe'] },
    );
    for (const stream of [demo.process.stdout, demo.process.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (demo.output += text));
    }
    demo.process.on('error', (error) => (demo.output += `${error}\n`));
    try {
      await eventually('the demo', () => demo.isUp());
    } catch (error) {
      await demo.stop();
      throw new Error(`${error.message}\n${demo.output}`);
    }
    return demo;
  }

  /** What the portal leaves in the folder for temporary files is searched too. */
  environment() {
    return { ...process.env, TMPDIR: this.tmp, PATH: `${dirname(program)}:${process.env.PATH}` };
  }

  async isUp() {
    if (this.hasEnded()) throw new Error('the demo ended at once');
    const healthy = await fetch(`${this.portal}/healthz`).then((answer) => answer.ok, () => false);
    return healthy && this.pullCommand() !== undefined;
  }

  /** The command the demo prints for an archivist to copy. */
  pullCommand() {
    return this.output
      .replaceAll(/\x1b\[[0-9;]*m/g, '')
      .split('\n')
      .find((line) => line.includes('sendsikkert pull'))
      ?.trim();
  }

  hasEnded() {
    const { exitCode, signalCode, pid } = this.process;
    return pid === undefined || exitCode !== null || signalCode !== null;
  }

  async stop() {
    if (!this.hasEnded()) {
      const ended = once(this.process, 'exit');
      this.process.kill('SIGTERM');
      const impatience = setTimeout(() => this.process.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(impatience);
    }
    await rm(this.home, { recursive: true, force: true });
  }
}

/** The servers are held open together, so that no port comes twice. */
async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, 'localhost'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => promisify(server.close).call(server)));
  return ports;
}

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--disable-gpu', '--disable-quic'],
  });
}

/**
 * A fresh page for a Norwegian, with the list of all that went wrong in it: errors, breaches of
 * the content security policy, and requests to anyone but the portal and its log-in.
 */
export async function openPage(browser, demo, options = {}) {
  const context = await browser.newContext({
    baseURL: demo.portal,
    locale: 'nb-NO',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(20_000);
  const complaints = [];
  context.on('console', (message) => {
    if (message.type() === 'error') {
      complaints.push(`${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (error) => complaints.push(`${error.error()}`));
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    const ours = protocol === 'data:' || [demo.portal, demo.idp].includes(origin);
    if (!ours) complaints.push(`asked a third party: ${request.url()}`);
  });
  return { page: await context.newPage(), complaints };
}

/** A PDF and a JPEG as people send them, made by the browser itself. */
export async function makeFiles(browser) {
  const page = await browser.newPage();
  await page.setContent('<h1>Situasjonsplan</h1><p>Tiltaket ligger 3,5 meter fra nabogrensen.</p>');
  const files = {
    pdf: { name: 'situasjonsplan.pdf', mimeType: 'application/pdf', buffer: await page.pdf() },
    jpeg: {
      name: 'fasade.jpg',
      mimeType: 'image/jpeg',
      buffer: await page.screenshot({ type: 'jpeg' }),
    },
  };
  await page.close();
  return files;
}

/** A stretch of a file that is found nowhere else. */
export function middleOf(buffer) {
  const middle = Math.floor(buffer.length / 2);
  return buffer.subarray(middle, middle + 48);
}

export function sha256(buffer) {
  return createHash('sha256').update(buffer).digest('hex');
}

/** Every file below a folder; none if there is no such folder. */
export async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Which of the named secrets stand readable in which of the files. */
export async function findSecrets(secrets, files) {
  const found = [];
  for (const file of files) {
    const content = await readFile(file).catch(() => Buffer.alloc(0));
    for (const [name, secret] of Object.entries(secrets)) {
      if (content.includes(secret)) found.push(`${name} in ${file}`);
    }
  }
  return found;
}

/** All a mail says, header and parts, as its reader sees it. */
export function readMail(source) {
  const [, head, body] = /^(.*?)(?:\r?\n){2}(.*)$/s.exec(source) ?? [null, source, ''];
  const header = head.replaceAll(/\r?\n[ \t]+/g, ' ');
  const boundary = /boundary="?([^";\s]+)/i.exec(header)?.[1];
  if (boundary) {
    const parts = body.split(`--${boundary}`).slice(1, -1);
    return [decodeWords(header), ...parts.map((part) => readMail(part.trimStart()))].join('\n');
  }
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(header)?.[1];
  return `${decodeWords(header)}\n\n${decode(body, encoding)}`;
}

function decodeWords(header) {
  return header
    .replaceAll(/(\?=)\s+(?==\?)/g, '$1')
    .replaceAll(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, kind, word) =>
      kind.toLowerCase() === 'b'
        ? decode(word, 'base64')
        : decode(word.replaceAll('_', ' '), 'quoted-printable'),
    );
}

function decode(text, encoding = '8bit') {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(text, 'base64').toString('utf8');
    case 'quoted-printable': {
      const bytes = text
        .replaceAll(/=\r?\n/g, '')
        .replaceAll(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
      return Buffer.from(bytes, 'latin1').toString('utf8');
    }
    default:
      return Buffer.from(text, 'latin1').toString('utf8');
  }
}
