import { once } from 'node:events';
import { createServer } from 'node:http';

/** The emulator's Slack with what it lacks in front of it: invalid_auth, and 429 after one post a second and channel. */
export async function strictSlack({ slackApi, botToken }, spoil = (_, answer) => answer) {
  const free = new Map();
  const server = createServer(async (request, response) => {
    const method = request.url.split('/').at(-1);
    let body = '';
    for await (const some of request.setEncoding('utf8')) {
      body += some;
    }

    const { status = 200, headers = {}, json } = spoil(method, await answer(request, method, body));
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}/api/`, close: () => server.close().closeAllConnections() };

  async function answer({ headers: { authorization, 'content-type': type } }, method, body) {
    if (authorization !== `Bearer ${botToken}`) {
      return { json: { ok: false, error: 'invalid_auth' } };
    }

    const channel = new URLSearchParams(body).get('channel');
    const wait = method === 'chat.postMessage' ? (free.get(channel) ?? 0) - Date.now() : 0;
    if (wait > 0) {
      return { status: 429, headers: { 'retry-after': `${Math.ceil(wait / 1000)}` }, json: { ok: false, error: 'ratelimited' } };
    }

    if (method === 'chat.postMessage') {
      free.set(channel, Date.now() + 1000);
    }

    const answered = await fetch(slackApi + method, { method: 'POST', headers: { authorization, 'content-type': type ?? '' }, body });
    return { json: await answered.json() };
  }
}
