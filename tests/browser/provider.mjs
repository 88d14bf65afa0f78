// An identity provider that is not of our making: `oidc-provider`, certified by the OpenID
// Foundation, set up as ID-porten is as far as it can be.

import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

const { errors, Provider } = await quietly(() => import('oidc-provider'));

/** Synthetic: the month is 80 too high. */
export const people = [
  { name: 'Kari Eksempel', pid: '01858910001' },
  { name: 'Ola Eksempel', pid: '14908310072' },
];

const languages = ['nb', 'nn', 'en', 'se'];
const levels = ['idporten-loa-substantial', 'idporten-loa-high'];
/** How long an id_token is valid, and a client assertion at the most. */
const shortly = 120;

const failures = [
  'authorization.error',
  'backchannel.error',
  'end_session.error',
  'end_session_confirm.error',
  'grant.error',
  'pushed_authorization_request.error',
  'server_error',
];

/**
 * Starts a provider with one client, `sendsikkert`.
 *
 * @param {object} options
 * @param {string} options.portal the portal's public address
 * @param {{ keys: object[] }} options.client the client's public keys
 * @returns {Promise<{
 *   issuer: string,
 *   logOutAddress: string, // where a person ends every session, whatever service they are at
 *   people: { name: string, pid: string }[],
 *   complaints: string[], // all that the provider refused, or was refused
 *   stop: () => Promise<void>,
 * }>}
 */
export async function startProvider({ portal, client }) {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const issuer = `http://localhost:${server.address().port}`;
  const provider = await quietly(() => new Provider(issuer, configuration(portal, client)));

  const complaints = [];
  for (const failure of failures) {
    provider.on(failure, (_, error) => {
      const { message, error_description: what, error_detail: detail } = error;
      complaints.push([failure, message, what, detail].filter(Boolean).join(': '));
    });
  }
  provider.on('authorization.success', rememberLanguage);

  // Its cookies must reach it with the forms of other sites, as ID-porten's do. Browsers demand
  // TLS for that, or localhost; the library, TLS.
  Object.defineProperty(provider.request, 'secure', { value: true });
  provider.use(logIn(provider));
  server.on('request', provider.callback());

  return {
    issuer,
    logOutAddress: `${issuer}/logout`,
    people,
    complaints,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function configuration(portal, client) {
  return {
    clients: [
      {
        client_id: 'sendsikkert',
        client_name: 'Send sikkert',
        jwks: client,
        token_endpoint_auth_method: 'private_key_jwt',
        redirect_uris: [`${portal}/login/callback`],
        post_logout_redirect_uris: [`${portal}/logout/callback`],
        backchannel_logout_uri: `${portal}/logout/backchannel`,
        backchannel_logout_session_required: true,
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: 'RS256',
        subject_type: 'pairwise',
        scope: 'openid profile',
      },
    ],
    jwks: { keys: [signingKey()] },
    routes: {
      authorization: '/authorize',
      pushed_authorization_request: '/par',
      token: '/token',
      jwks: '/jwks.json',
      userinfo: '/userinfo',
      end_session: '/logout',
    },
    features: {
      backchannelLogout: { enabled: true },
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => show(context, 'Logg ut', logOutForm(form)),
        postLogoutSuccessSource: (context) => show(context, 'Du er logget ut av alle tjenester'),
      },
    },
    responseTypes: ['code'],
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    enableHttpPostMethods: true,
    clientAuthMethods: ['private_key_jwt'],
    assertJwtClientAuthClaimsAndHeader: assertClientAssertion,
    enabledJWA: {
      clientAuthSigningAlgValues: ['RS256', 'RS384', 'RS512'],
      idTokenSigningAlgValues: ['RS256'],
    },
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_, pid, { clientId }) =>
      createHash('sha256').update(`${clientId} ${pid}`).digest('base64url'),
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub', 'pid', 'acr', 'amr', 'auth_time', 'locale'], profile: [] },
    conformIdTokenClaims: false,
    acrValues: levels,
    discovery: { ui_locales_supported: languages },
    findAccount,
    loadExistingGrant: grantEverything,
    interactions: { url: (_, { uid }) => `/log-in/${uid}` },
    renderError: (context, { error, error_description: what }) =>
      show(context, 'Noe gikk galt', `<p>${asText(`${error}: ${what}`)}</p>`),
    cookies: { keys: [randomBytes(32)], long: { httpOnly: true, sameSite: 'none' } },
    ttl: {
      AccessToken: shortly,
      AuthorizationCode: 60,
      Grant: 7200,
      IdToken: shortly,
      Interaction: 600,
      Session: 7200,
    },
    fetch: reachLocalhost,
  };
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomBytes(8).toString('hex');
  return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' };
}

/** The library takes any of its addresses as audience, and any lifetime. ID-porten does not. */
function assertClientAssertion({ oidc }, claims, header) {
  const rules = {
    'aud must be the issuer and nothing else': claims.aud === oidc.issuer,
    'it must not live long': claims.exp - claims.iat <= shortly,
    'kid, and not x5c, must tell the key': header.kid !== undefined && header.x5c === undefined,
  };
  for (const [rule, kept] of Object.entries(rules)) {
    if (!kept) throw new errors.InvalidClientAuth(rule);
  }
}

/** The language of a session's latest log-in. */
const spoken = new Map();

function rememberLanguage({ oidc }) {
  const wished = oidc.params.ui_locales?.split(' ') ?? [];
  spoken.set(oidc.session.uid, wished.find((language) => languages.includes(language)) ?? 'nb');
}

function findAccount(_, pid, token) {
  return {
    accountId: pid,
    claims: () => ({ sub: pid, pid, locale: spoken.get(token?.sessionUid) }),
  };
}

/** Nobody is asked whether the municipality may know who they are. */
async function grantEverything({ oidc }) {
  const grant = new oidc.provider.Grant({
    accountId: oidc.session.accountId,
    clientId: oidc.client.clientId,
  });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}

/** The library refuses to call anybody in its own network, where the portal is. */
function reachLocalhost(address, { dispatcher, ...options }) {
  return fetch(address, options);
}

/** The log-in page. What stands in its address as `acr` is the level that is reached. */
function logIn(provider) {
  return async (context, next) => {
    if (!context.path.startsWith('/log-in/')) return next();
    if (context.method !== 'POST') return show(context, 'Logg inn', logInForm());

    const accountId = new URLSearchParams(await text(context.req)).get('person');
    const { acr = 'idporten-loa-high' } = context.query;
    const login = { accountId, acr, amr: ['TestID'] };
    context.redirect(await provider.interactionResult(context.req, context.res, { login }));
    context.status = 303;
  };
}

/** Sent to the page's own address, whatever stands in its query. */
function logInForm() {
  const buttons = people.map(
    ({ name, pid }) => `<p><button name="person" value="${pid}">${name}, ${pid}</button></p>`,
  );
  return `<form method="post">${buttons.join('')}</form>`;
}

/** ID-porten does not ask, either. Without JavaScript, a button is the nearest to that. */
function logOutForm(form) {
  return `${form}
    <button form="op.logoutForm" name="logout" value="yes">Logg ut</button>
    <script>addEventListener('load', () => document.querySelector('button').click())</script>`;
}

function show(context, heading, content = '') {
  context.type = 'html';
  context.body = `<!DOCTYPE html>
    <html lang="nb">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="icon" href="data:,">
      <title>${heading} – en identitetsleverandør for tester</title>
    </head>
    <body><main><h1>${heading}</h1>${content}</main></body>
    </html>`;
}

function asText(words) {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** The library warns of Node.js before 22 and of keeping all in memory; here, both are as meant. */
async function quietly(act) {
  const { warn } = console;
  console.warn = () => {};
  try {
    return await act();
  } finally {
    console.warn = warn;
  }
}
