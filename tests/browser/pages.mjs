// Every page, in every state people meet it in. `pages.test.mjs` looks at each of them.
//
// - `template`: what it is written from; every template must be here.
// - `by`: who sees it; nobody is logged in unless it says so.
// - `prepare`: makes what it shows, once; gives the address of a submission.
// - `open`: brings a window there, in whatever language has been chosen.
// - `status`: what the server answers, unless that is 200.
// - `isError`: something must be put right, and the page begins with it.
// - `scripts: false`: as those see it in whose browser no script runs.
// - `isAnnouncedElsewhere`: what is wrong is said where it stands, as it comes up beside what goes on.
// - `disconnected`: the line is down.
// - `own: false`: without our frame around it.

import { enter, given, message } from './scene.mjs';

const pdf = (buffer) => ({ name: 'kvittering.pdf', mimeType: 'application/pdf', buffer });
const program = { name: 'brev.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ not a letter') };

/** A page that has an address. */
const at = (address) => ({ open: ({ page, path, scene }) => page.goto(place(address, path, scene)) });
const place = (address, path, scene) => (typeof address === 'function' ? address(scene) : `${path ?? ''}${address}`);

/** Presses a form's own button. */
const press = (page, form) => page.locator(`main ${form} button[type="submit"]:not([name])`).last().click();

const begin = (errands) => errands.begin();
const beginForNobody = (errands) => errands.begin({ sender: null });
const fillInWith = (...names) => async (errands, scene) => {
  const path = await errands.begin();
  await errands.fillIn(path, message, ...names.map((name) => scene.files[name]));
  return path;
};

const publicPages = [
  { name: 'start', template: 'start.html', ...at('/') },
  { name: 'start-logged-in', template: 'start.html', by: 'kari', ...at('/') },
  { name: 'help', template: 'help.html', ...at('/help') },
  { name: 'privacy', template: 'privacy.html', ...at('/privacy') },
  { name: 'accessibility', template: 'accessibility.html', ...at('/accessibility') },
  { name: 'verify', template: 'verify.html', ...at('/verify') },
  {
    name: 'verify-nothing',
    template: 'verify.html',
    status: 422,
    isError: true,
    open: async ({ page }) => {
      await page.goto('/verify');
      await press(page, 'form[action="/verify"]');
    },
  },
  {
    name: 'verify-genuine',
    template: 'verified.html',
    open: ({ page, scene }) => verify(page, scene.proof, [scene.files.pdf]),
  },
  {
    name: 'verify-other-documents',
    template: 'verified.html',
    open: ({ page, scene }) => verify(page, scene.proof, [scene.files.pdf, program]),
  },
  {
    name: 'verify-altered',
    template: 'not_genuine.html',
    open: ({ page, scene }) => {
      const altered = Buffer.from(scene.proof);
      altered[altered.length >> 1] ^= 1;
      return verify(page, altered, []);
    },
  },
];

async function verify(page, proof, documents) {
  await page.goto('/verify');
  await page.locator('input[name="receipt"]').setInputFiles(pdf(proof));
  await page.locator('input[name="documents"]').setInputFiles(documents);
  await press(page, 'form[action="/verify"]');
}

const logIn = [
  {
    name: 'simulator',
    template: 'simulator.html',
    own: false,
    open: async ({ page, scene }) => {
      await page.goto('/login');
      await page.waitForURL(`${scene.demo.idp}/**`);
    },
  },
  ...[
    ['cancelled', 403],
    ['too-low', 403],
    ['unidentified', 403],
    ['failed', 403],
    ['unavailable', 503],
  ].flatMap(([outcome, status]) => [
    { name: `login-${outcome}`, template: 'error.html', status, ...at(`/login/${outcome}`) },
    { name: `login-again-${outcome}`, template: 'error.html', by: 'kari', status, ...at(`/login/${outcome}`) },
  ]),
  {
    name: 'logging-out',
    template: 'logging_out.html',
    scripts: false,
    open: async ({ page }) => {
      await enter(page, 'ola');
      await page.locator('form[action="/logout"] button').click();
    },
  },
  {
    name: 'onward',
    template: 'onward.html',
    by: 'halfway',
    open: async ({ page, scene: { strict, halfway } }) => {
      // Held on the page, which leads on by itself.
      await page.route('**/login?**', (route) => route.fulfill({ status: 204 }));
      await sendTo(page, `${strict.portal}${halfway}/delete`, `${strict.portal}${halfway}/send`);
    },
  },
  { name: 'logged-out', template: 'logged_out.html', ...at('/logout/callback') },
];

const list = [
  { name: 'list-empty', template: 'submissions.html', by: 'maret', ...at('/submissions') },
  { name: 'list', template: 'submissions.html', by: 'kari', ...at('/submissions') },
  { name: 'list-saved', template: 'submissions.html', by: 'kari', ...at('/submissions?saved') },
  { name: 'delete', template: 'delete.html', by: 'kari', ...at(({ draft }) => `${draft}/delete`) },
];

const sender = [
  { name: 'sender', template: 'sender.html', by: 'ola', prepare: beginForNobody, ...at('/sender') },
  {
    name: 'sender-nobody',
    template: 'sender.html',
    by: 'ola',
    status: 422,
    isError: true,
    prepare: beginForNobody,
    open: async ({ page, path }) => {
      await page.goto(`${path}/sender`);
      await press(page, 'form:has([name="sender"])');
    },
  },
  {
    name: 'sender-wrong-number',
    template: 'sender.html',
    by: 'ola',
    status: 422,
    isError: true,
    prepare: beginForNobody,
    open: async ({ page, path }) => {
      await page.goto(`${path}/sender`);
      await page.locator('input[name="sender"][value="organisation"]').check();
      await page.locator('[name="organisation_number"]').fill('974 760 673');
      await press(page, 'form:has([name="sender"])');
    },
  },
  {
    name: 'sender-settled',
    template: 'sender_settled.html',
    by: 'kari',
    ...at(({ answering }) => `${answering}/sender`),
  },
];

const messages = [
  { name: 'message', template: 'message.html', by: 'ola', prepare: begin, ...at('/message') },
  { name: 'message-filled', template: 'message.html', by: 'kari', ...at(({ draft }) => `${draft}/message`) },
  {
    name: 'message-nothing',
    template: 'message.html',
    by: 'ola',
    status: 422,
    isError: true,
    prepare: begin,
    open: async ({ page, path }) => {
      await page.goto(`${path}/message`);
      await page.locator('[name="email"]').fill('');
      await press(page, 'form:has([name="title"])');
    },
  },
  {
    name: 'message-all-wrong',
    template: 'message.html',
    by: 'ola',
    status: 422,
    isError: true,
    prepare: begin,
    open: async ({ page, path }) => {
      await page.goto(`${path}/message`);
      await page.locator('[name="title"]').fill('Gjelder 01819012345');
      await page.locator('[name="case_number"]').fill('byggesaken');
      await page.locator('[name="comment"]').fill('x'.repeat(40_001));
      await page.locator('[name="email"]').fill('kari');
      await press(page, 'form:has([name="title"])');
    },
  },
  {
    name: 'message-offline',
    template: 'message.html',
    by: 'ola',
    prepare: begin,
    open: async ({ page, path }) => {
      await page.goto(`${path}/message`);
      await page.context().setOffline(true);
      await page.locator('[name="title"]').fill(given.letter);
      await page.locator('[data-draft-status]:not(:empty)').waitFor();
    },
    disconnected: true,
  },
  {
    name: 'message-changed-elsewhere',
    template: 'message.html',
    by: 'ola',
    prepare: begin,
    scripts: false,
    open: async ({ page, path, scene }) => {
      await page.goto(`${path}/message`);
      await scene.as('ola', (errands) => errands.post(`${path}/message`, message));
      await page.locator('[name="title"]').fill(given.answer);
      await page.locator('main form button[type="submit"]').first().click();
      await page.locator('#changed').waitFor();
    },
    status: 409,
  },
  {
    name: 'session-rests',
    template: 'message.html',
    by: 'kari',
    open: ({ page, scene }) => lookAgain(page, scene, { rest: 170 }, 'dialog[open]'),
  },
  {
    name: 'session-ends',
    template: 'message.html',
    by: 'kari',
    open: ({ page, scene }) => lookAgain(page, scene, { end: 290 }, 'dialog[open]'),
  },
  {
    name: 'session-over',
    template: 'message.html',
    by: 'kari',
    open: ({ page, scene }) =>
      lookAgain(page, scene, { rest: 0, end: 0 }, '.session-ended'),
  },
];

/** Comes back to a page when the session does not last for long. */
async function lookAgain(page, { draft }, lasts, shown) {
  await page.goto(`${draft}/message`);
  await page.route('**/session', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), ...lasts } });
  });
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.locator(shown).waitFor();
}

/** Chooses files as somebody does in whose browser scripts run: they are sent at once. */
const choose = (page, ...files) => page.locator('input[name="files"]').setInputFiles(files);

/** The alerts at the files, whose words come last. */
const problemsAreTold = (page, count = 1) =>
  page.locator('.uploads .upload-problem:not(:empty)').nth(count - 1).waitFor();

/** What is said of a file that goes off, to those who do not see it. */
const isAnnounced = (page) => page.locator('#announcements:not(:empty)').waitFor();

const files = [
  { name: 'files-none', template: 'files.html', by: 'ola', prepare: begin, ...at('/files') },
  { name: 'files-none-without-script', template: 'files.html', by: 'ola', prepare: begin, scripts: false, ...at('/files') },
  { name: 'files', template: 'files.html', by: 'kari', ...at(({ draft }) => `${draft}/files`) },
  { name: 'files-without-script', template: 'files.html', by: 'kari', scripts: false, ...at(({ draft }) => `${draft}/files`) },
  {
    name: 'files-under-way',
    template: 'files.html',
    by: 'ola',
    prepare: begin,
    open: async ({ page, path, scene }) => {
      await page.goto(`${path}/files`);
      // The first two are on a line where nothing moves; the third waits for them.
      await page.route('**/files', (route) => (route.request().method() === 'POST' ? undefined : route.continue()));
      await choose(page, scene.files.pdf, scene.files.jpeg, { ...scene.files.jpeg, name: 'hage.jpg' });
      await page.locator('.uploads .upload').nth(2).waitFor();
      await isAnnounced(page);
    },
  },
  {
    name: 'files-offline',
    template: 'files.html',
    by: 'ola',
    prepare: begin,
    open: async ({ page, path, scene }) => {
      await page.goto(`${path}/files`);
      await page.context().setOffline(true);
      await choose(page, scene.files.pdf);
      await problemsAreTold(page);
      await isAnnounced(page);
    },
    disconnected: true,
  },
  {
    name: 'files-refused-unsent',
    template: 'files.html',
    by: 'ola',
    isError: true,
    isAnnouncedElsewhere: true,
    prepare: begin,
    open: async ({ page, path }) => {
      await page.goto(`${path}/files`);
      await choose(
        page,
        { ...program, name: 'brev.docx' },
        { name: 'tom.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
      );
      await problemsAreTold(page, 2);
    },
  },
  {
    name: 'files-refused',
    template: 'files.html',
    by: 'ola',
    status: 422,
    isError: true,
    isAnnouncedElsewhere: true,
    prepare: begin,
    open: async ({ page, path }) => {
      await page.goto(`${path}/files`);
      await choose(page, program);
      await problemsAreTold(page);
      await isAnnounced(page);
    },
  },
  {
    name: 'files-refused-without-script',
    template: 'files.html',
    by: 'ola',
    status: 422,
    isError: true,
    scripts: false,
    prepare: begin,
    open: async ({ page, path }) => {
      await page.goto(`${path}/files`);
      await choose(page, program);
      await page.locator('.without-script button').click();
    },
  },
  {
    name: 'files-removing',
    template: 'files.html',
    by: 'kari',
    open: async ({ page, scene }) => {
      await page.goto(`${scene.draft}/files`);
      await page.locator('[id^="remove-"]:is(button)').first().click();
      await page.locator('#remove-dialog[open]').waitFor();
    },
  },
  {
    name: 'file-remove',
    template: 'remove_file.html',
    by: 'kari',
    scripts: false,
    open: async ({ page, scene }) => {
      await page.goto(`${scene.draft}/files`);
      await page.locator('[data-remove] button').first().click();
    },
  },
  {
    name: 'files-not-kept',
    template: 'files.html',
    by: 'waiting',
    status: 422,
    isError: true,
    scripts: false,
    open: async ({ page, scene }) => {
      const { failing, unsaved, files: { jpeg } } = scene;
      await page.goto(`${failing.portal}${unsaved}/files`);
      await choose(page, jpeg);
      await page.locator('.without-script button').click();
    },
  },
];

const review = [
  { name: 'review', template: 'review.html', by: 'kari', ...at(({ draft }) => `${draft}/review`) },
  {
    name: 'review-missing',
    template: 'review.html',
    by: 'ola',
    isError: true,
    prepare: beginForNobody,
    ...at('/review?missing'),
  },
  { name: 'review-not-sent', template: 'review.html', by: 'ola', prepare: fillInWith('pdf'), ...at('/review?not-sent') },
  {
    name: 'review-organisation',
    template: 'review.html',
    by: 'ola',
    prepare: async (errands, scene) => {
      const sender = { sender: 'organisation', organisation_number: '313001016' };
      const path = await errands.begin({ sender });
      await errands.fillIn(path, { ...message, title: `Klage fra ${given.organisation} på avslag` }, scene.files.pdf);
      return path;
    },
    ...at('/review'),
  },
  {
    name: 'review-revoked',
    template: 'review.html',
    by: 'kari',
    isError: true,
    ...at(({ revoked }) => `${revoked}/review?revoked`),
  },
];

const receipt = [
  ...['received', 'fetched', 'archived', 'returned', 'withdrawn', 'answered'].map((state) => ({
    name: `receipt-${state}`,
    template: 'receipt.html',
    by: 'kari',
    ...at((scene) => `${scene[state]}/receipt`),
  })),
  {
    name: 'sending',
    template: 'sending.html',
    by: 'waiting',
    ...at(({ failing, unfinished }) => `${failing.portal}${unfinished}/receipt`),
  },
  { name: 'withdraw', template: 'withdraw.html', by: 'kari', ...at(({ received }) => `${received}/withdraw`) },
];

const reply = [
  { name: 'reply', template: 'reply.html', by: 'kari', ...at(({ invitation }) => new URL(invitation.link).pathname) },
  {
    name: 'reply-message',
    template: 'message.html',
    by: 'kari',
    ...at(({ answering }) => `${answering}/message`),
  },
  { name: 'reply-review', template: 'review.html', by: 'kari', ...at(({ answering }) => `${answering}/review`) },
  {
    name: 'reply-closed',
    template: 'reply_closed.html',
    by: 'kari',
    ...at(({ letterToBygg }) => new URL(letterToBygg.link).pathname),
  },
  {
    name: 'reply-not-opened',
    template: 'reply_closed.html',
    by: 'ola',
    status: 422,
    isError: true,
    open: async ({ page }) => {
      await page.goto('/reply/0000-0000-0000-0000-0000');
      await page.locator('[name="organisation_number"]').fill('313 001 016');
      await press(page, 'form:has([name="organisation_number"])');
    },
  },
];

const errors = [
  { name: 'error-not-found', template: 'error.html', status: 404, ...at('/no-such-page') },
  {
    name: 'error-session-ended',
    template: 'error.html',
    by: 'ola',
    status: 401,
    prepare: begin,
    // With them, the page covers itself.
    scripts: false,
    open: async ({ page, path }) => {
      await page.goto(`${path}/message`);
      await page.context().clearCookies({ name: 'session' });
      await press(page, 'form:has([name="title"])');
    },
  },
  {
    name: 'error-old-form',
    template: 'error.html',
    by: 'ola',
    status: 403,
    prepare: begin,
    open: async ({ page, path }) => {
      await page.goto(`${path}/delete`);
      await page.locator('main [name="csrf"]').evaluate((field) => (field.value = 'another'));
      await press(page, 'form');
    },
  },
  {
    name: 'error-bad-request',
    template: 'error.html',
    status: 400,
    open: async ({ page }) => {
      await page.goto('/verify');
      await page.locator('main form').evaluate((form) => form.removeAttribute('enctype'));
      await press(page, 'form');
    },
  },
  {
    name: 'error-too-large',
    template: 'error.html',
    by: 'ola',
    status: 413,
    prepare: begin,
    open: async ({ page, path }) => {
      await page.goto(`${path}/delete`);
      await page.locator('main [name="csrf"]').evaluate((field) => (field.value = 'x'.repeat(600_000)));
      await press(page, 'form');
    },
  },
  {
    name: 'error-sent-already',
    template: 'error.html',
    by: 'kari',
    status: 409,
    open: ({ page, scene }) => sendTo(page, `${scene.draft}/delete`, `${scene.received}/delete`),
  },
  {
    name: 'error-fetched-already',
    template: 'error.html',
    by: 'kari',
    status: 409,
    open: ({ page, scene }) => page.goto(`${scene.fetched}/withdraw`),
  },
];

/** Sends a page's form to where it was not meant to go. */
async function sendTo(page, from, to) {
  await page.goto(from);
  await page.locator('main form').evaluate((form, action) => (form.action = action), to);
  await press(page, 'form');
}

export const pages = [
  publicPages,
  logIn,
  list,
  sender,
  messages,
  files,
  review,
  receipt,
  reply,
  errors,
].flat();
