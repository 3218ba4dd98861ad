// A Slack and an Entra ID that nobody here wrote: node emulate.mjs [--port P]. See README.md.
import { once } from 'node:events';
import { createServer, Server } from 'node:net';
import { createEmulator } from 'emulate';
import { application, seed, people } from './seed.mjs';

const { port, problem } = portOf(process.argv.slice(2));
if (problem) {
  console.error(problem);
  process.exit(2);
}

// Whoever started this owns it: when they are gone, so is it.
process.stdin.resume().on('end', () => process.exit(0)).on('error', () => process.exit(0));

const slack = await begin('slack', port);
const entra = await begin('microsoft', port === 0 ? 0 : port + 1);
const api = `${slack}/api/`;
console.log(`ready ${JSON.stringify({
  slackApi: api,
  tokenEndpoint: `${entra}/oauth2/v2.0/token`,
  openIdMetadata: `${entra}/${application.tenantId}/v2.0/.well-known/openid-configuration`,
  ...application,
  ...(await workspace()),
})}`);

/** The emulator listens on every interface of the machine, and before its address is known; both are mended here. */
async function begin(service, wanted) {
  const held = createServer().listen(wanted, '127.0.0.1');
  await once(held, 'listening');
  const { listen } = Server.prototype;
  Server.prototype.listen = function () {
    return listen.call(this, held);
  };
  try {
    const { port: at } = held.address();
    const { url } = await createEmulator({ service, port: at, baseUrl: `http://127.0.0.1:${at}`, seed });
    return url;
  } finally {
    Server.prototype.listen = listen;
  }
}

/** Most ids are chosen by the emulator. */
async function workspace() {
  const call = async (method, body = new URLSearchParams()) => {
    const headers = { Authorization: `Bearer ${people[0].token}` };
    const answer = await (await fetch(api + method, { method: 'POST', headers, body })).json();
    if (!answer.ok) {
      throw new Error(`${method}: ${answer.error}`);
    }

    return answer;
  };
  const [{ team_id: teamId }, { members }, { channels }] = await Promise.all([
    call('auth.test'),
    call('users.list'),
    call('conversations.list', new URLSearchParams({ types: 'public_channel,private_channel' })),
  ]);
  return {
    teamId,
    channels: Object.fromEntries(channels.map(({ name, id }) => [name, id])),
    users: Object.fromEntries(people.map(({ name, token }) => [name, { id: members.find((member) => member.name === name).id, token }])),
  };
}

function portOf(args) {
  const at = args.indexOf('--port');
  const port = at < 0 ? 0 : Number(args[at + 1]);
  return Number.isInteger(port) && port >= 0 && port < 65_535 ? { port } : { problem: 'usage: node emulate.mjs [--port P]; Slack takes P, Entra ID P + 1, 0 takes free ones' };
}
