import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { run, start } from './run.mjs';
import { strictSlack } from './strict-slack.mjs';

/** Ways of a Slack to be wrong, and what the client must say then. */
const wrongs = {
  'an unknown error word': [(_, answer) => (answer.json.error === 'channel_not_found' ? { json: { ok: false, error: 'no_channel' } } : answer), /understands channel_not_found/],
  'a yes where a no is due': [(_, answer) => (answer.json.error === 'invalid_auth' ? { json: { ok: true } } : answer), /understands invalid_auth/],
  'an error as an HTTP status': [(_, answer) => (answer.json.error === 'user_not_found' ? { ...answer, status: 404 } : answer), /understands user_not_found/],
  'a 429 that does not say how long': [(_, answer) => (answer.status === 429 ? { ...answer, headers: {} } : answer), /burst is answered with 429/],
  'an update under another ts': [(method, answer) => (method === 'chat.update' && answer.json.ok ? { json: { ...answer.json, ts: '1.1' } } : answer), /keeps the ts/],
  'a direct conversation that changes': [
    (method, answer) => (method === 'conversations.open' ? { json: { ok: true, channel: { id: `D${process.hrtime.bigint()}` } } } : answer),
    /same direct conversation/,
  ],
};

describe('a Slack that nobody here wrote', () => {
  let emulator;
  let ready;

  before(async () => {
    emulator = start('emulate.mjs');
    const line = await emulator.first();
    assert.match(line, /^ready \{/, emulator.out.errors);
    ready = JSON.parse(line.slice('ready '.length));
  });

  after(() => emulator.end());

  const slack = async (method, body, token = ready.botToken) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(ready.slackApi + method, { method: 'POST', headers, body: new URLSearchParams(body) })).json();
  };
  const check = ({ url }) => run('sandbox.mjs', [url, ready.botToken, ready.channels.partnership]);

  it('knows the bot by its token', async () => assert.equal((await slack('auth.test')).user_id, ready.botUserId));

  it('lets people see what the bot has posted', async () => {
    const { ts } = await slack('chat.postMessage', { channel: ready.channels.partnership, text: 'seen' });
    const { messages } = await slack('conversations.history', { channel: ready.channels.partnership }, ready.users.luis.token);
    assert.equal(messages.find((message) => message.ts === ts)?.text, 'seen');
  });

  it('refuses what the bot has no scope for, and where it is not', async () => {
    assert.equal((await slack('conversations.history', { channel: ready.channels.partnership })).error, 'missing_scope');
    assert.equal((await slack('chat.postMessage', { channel: ready.channels.board, text: 'x' })).error, 'not_in_channel');
  });

  it('has an Entra ID that gives tokens for the right secret only', async () => {
    const ask = (secret) => fetch(ready.tokenEndpoint, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: ready.clientId, client_secret: secret, scope: 'https://api.botframework.com/.default' }),
    });
    assert.equal((await (await ask(ready.clientSecret)).json()).token_type, 'Bearer');
    assert.equal((await ask('wrong')).status, 401);
  });

  it('passes with its own client but for what the emulator lacks', async () => {
    const { lines, code } = await check({ url: ready.slackApi });
    assert.deepEqual(lines.filter((line) => line.startsWith('failed')).map((line) => line.split(':')[1].trim()), [
      'the client understands invalid_auth',
      'a burst is answered with 429 and how long to wait',
      'who waits as told gets through',
    ]);
    assert.equal(code, 1);
  });

  it('passes wholly when it is as strict as Slack', async () => {
    const strict = await strictSlack(ready);
    const { lines, code } = await check(strict);
    strict.close();
    assert.equal(lines.at(-1), '13 passed, 0 failed', lines.join('\n'));
    assert.equal(code, 0);
  });

  // Side by side, since most of the time is spent waiting as told.
  describe('is found out', { concurrency: true }, () => {
    for (const [what, [spoil, said]] of Object.entries(wrongs)) {
      it(`by ${what}`, async () => {
        const strict = await strictSlack(ready, spoil);
        const { lines, code } = await check(strict);
        strict.close();
        assert.ok(lines.some((line) => line.startsWith('failed') && said.test(line)), lines.join('\n'));
        assert.equal(code, 1);
      });
    }
  });

  it('ends with whoever started it', async () => {
    const another = start('emulate.mjs');
    await another.first();
    another.end();
    assert.equal(await another.code, 0);
  });
});
