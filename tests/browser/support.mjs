// What the journeys stand on: our program running, a browser, files and mails.

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

/** Runs `journey` against a demo of its own. */
export async function withDemo(journey) {
  await accompany(await Demo.start(), journey);
}

/** Runs `journey` against a service, shows what that said if it fails, and stops it. */
export async function accompany(service, journey) {
  try {
    await journey(service);
  } catch (error) {
    console.error(`--- the last words\n${service.lastWords()}\n---`);
    throw error;
  } finally {
    await service.stop();
  }
}

/** Our program, running in a folder of its own until it is stopped. */
export class Service {
  output = '';

  /** Makes one of the kind that is called, with `begin`. Another may have taken its port meanwhile: then anew. */
  static async start(attempts = 3) {
    const service = new this();
    service.home = await mkdtemp(join(tmpdir(), 'sendsikkert-browser-'));
    service.tmp = join(service.home, 'tmp');
    await mkdir(service.tmp);
    try {
      await service.begin();
      await eventually('the program', () => service.isUp());
    } catch (error) {
      const hasEnded = service.hasEnded();
      await service.stop();
      if (hasEnded && attempts > 1) return this.start(attempts - 1);
      throw new Error(`${error.message}\n${service.output}`);
    }
    return service;
  }

  /** Starts the program and keeps what it says. */
  spawn(...words) {
    this.process = spawn(program, words, {
      cwd: this.home,
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (this.output += text));
    }
    this.process.on('error', (error) => (this.output += `${error}\n`));
  }

  /** Runs the program to its end; gives what it printed. */
  async ask(...words) {
    const options = { cwd: this.home, env: this.environment() };
    const { stdout } = await run(program, words, options);
    return stdout;
  }

  /** What the portal leaves in the folder for temporary files is searched too. */
  environment() {
    return { ...process.env, TMPDIR: this.tmp, PATH: `${dirname(program)}:${process.env.PATH}` };
  }

  async isUp() {
    if (this.hasEnded()) throw new Error('the program ended at once');
    return fetch(`${this.portal}/healthz`).then((answer) => answer.ok, () => false);
  }

  lastWords() {
    return this.output.slice(-4000);
  }

  hasEnded() {
    const { exitCode, signalCode, pid } = this.process ?? {};
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

/** The demo, with a log-in of its own. */
export class Demo extends Service {
  async begin() {
    this.data = join(this.home, 'data');
    const [port, idpPort] = await freePorts(2);
    this.portal = `http://localhost:${port}`;
    this.idp = `http://localhost:${idpPort}`;
    this.spawn('demo', '--data', this.data, '--port', `${port}`, '--idp-port', `${idpPort}`);
  }

  async isUp() {
    return (await super.isUp()) && this.pullCommand() !== undefined;
  }

  /** The command the demo prints for an archivist to copy. */
  pullCommand() {
    return this.output
      .replaceAll(/\x1b\[[0-9;]*m/g, '')
      .split('\n')
      .find((line) => line.includes('sendsikkert pull'))
      ?.trim();
  }
}

/** The servers are held open together, so that no port comes twice. */
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, 'localhost'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => promisify(server.close).call(server)));
  return ports;
}

export function openBrowser({ args = [] } = {}) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--disable-gpu', '--disable-quic', ...args],
  });
}

/**
 * A fresh page for a Norwegian, with the list of all that went wrong in it: errors, breaches of
 * the content security policy, and requests to anyone but the portal and its log-in.
 */
export async function openPage(browser, demo, { also = [], ...options } = {}) {
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
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`against the policy: ${violatedDirective} ${blockedURI}`);
    });
  });
  context.on('weberror', (error) => complaints.push(`${error.error()}`));
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    const ours = [demo, ...also].flatMap(({ portal, idp }) => [portal, idp]);
    if (protocol !== 'data:' && !ours.includes(origin)) complaints.push(`asked a third party: ${request.url()}`);
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
