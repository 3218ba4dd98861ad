// Does a Slack behave as Slack's own client expects? node sandbox.mjs URL TOKEN CHANNEL. See README.md.
import { ErrorCode, WebClient } from '@slack/web-api';

const [url, token, channel] = process.argv.slice(2);
if (!channel) {
  console.error('usage: node sandbox.mjs URL TOKEN CHANNEL, where URL ends with /api/ and CHANNEL has the bot and a person in it');
  process.exit(2);
}

const silent = Object.fromEntries(['debug', 'info', 'warn', 'error', 'setLevel', 'setName'].map((name) => [name, () => {}]));
const common = { slackApiUrl: url, logger: { ...silent, getLevel: () => 'error' }, timeout: 5000 };
const hasty = (as = token) => new WebClient(as, { ...common, rejectRateLimitedCalls: true, retryConfig: { retries: 0 } });
const slack = hasty();
const blocks = [{ type: 'section', block_id: 'b0', text: { type: 'mrkdwn', text: '*a* &amp; b', verbatim: true } }];
const known = {};
let failures = 0;
let passes = 0;

await check('auth.test says who the bot is', async () => {
  known.bot = text(await slack.auth.test(), 'user_id', /^[UW]/);
});
await check('chat.postMessage with blocks answers with channel, ts and message', async () => {
  const answer = await slack.chat.postMessage({ channel, text: 'first', blocks });
  same(answer.channel, channel, 'channel');
  same(answer.message?.text, 'first', 'message.text');
  same(answer.message?.blocks?.[0]?.text?.text, blocks[0].text.text, 'the text of the block');
  known.ts = text(answer, 'ts', /^\d{10}\.\d{6}$/);
});
await check('chat.update keeps the ts', async () => {
  const answer = await slack.chat.update({ channel, ts: known.ts ?? '0', text: 'second', blocks });
  same(answer.ts, known.ts, 'ts');
  same(answer.channel, channel, 'channel');
});
await check('conversations.members tells who is there', async () => {
  const { members } = await slack.conversations.members({ channel });
  known.person = members.find((id) => id !== known.bot);
  same(typeof known.person, 'string', 'the type of the first who is not the bot');
});
await check('users.info describes a person', async () => {
  const { user } = await slack.users.info({ user: known.person, include_locale: true });
  same(user.id, known.person, 'id');
  same(user.is_bot, false, 'is_bot');
  same(typeof user.profile, 'object', 'the type of profile');
});
await check('conversations.open opens the same direct conversation each time', async () => {
  const [first, again] = [await slack.conversations.open({ users: known.person }), await slack.conversations.open({ users: known.person })];
  known.direct = text(first.channel, 'id', /^[DG]/);
  same(again.channel.id, first.channel.id, 'channel.id');
});
await refused('channel_not_found', () => slack.chat.postMessage({ channel: 'C0NOSUCH00', text: 'x' }));
await refused('message_not_found', () => slack.chat.update({ channel, ts: '1000000000.000001', text: 'x' }));
await refused('user_not_found', () => slack.users.info({ user: 'U0NOSUCH00' }));
await refused('no_text', () => slack.apiCall('chat.postMessage', { channel: known.direct })); // the channel may have to wait
await refused('invalid_auth', () => hasty('xoxb-wrong').auth.test());
await check('a burst is answered with 429 and how long to wait', async () => {
  const sent = await Promise.allSettled(Array.from({ length: 5 }, (_, i) => slack.chat.postMessage({ channel, text: `burst ${i}` })));
  const errors = sent.flatMap(({ reason }) => (reason ? [reason] : []));
  same(errors.length > 0, true, 'whether anybody had to wait');
  for (const error of errors) {
    same(error.code, ErrorCode.RateLimitedError, 'error code');
    same(error.retryAfter >= 1, true, 'whether there is at least a second to wait');
  }
});
await check('who waits as told gets through', async () => {
  const patient = new WebClient(token, { ...common, retryConfig: { retries: 5, minTimeout: 1, maxTimeout: 1 } });
  const waits = [];
  patient.on('rate_limited', (seconds) => waits.push(seconds));
  const sent = await Promise.all(['a', 'b'].map((text) => patient.chat.postMessage({ channel, text })));
  same(sent.every(({ ok }) => ok), true, 'whether all were sent');
  same(waits.length > 0, true, 'whether anybody had to wait');
});
console.log(`${passes} passed, ${failures} failed`);
process.exitCode = failures > 0 ? 1 : 0;

async function check(what, act) {
  let giveUp;
  try {
    await Promise.race([act(), new Promise((_, reject) => (giveUp = setTimeout(() => reject(new Error('no end within 20 s')), 20_000)))]);
    passes++;
    console.log(`ok: ${what}`);
  } catch (error) {
    failures++;
    console.log(`failed: ${what}: ${error.message}`);
  } finally {
    clearTimeout(giveUp);
  }
}

function refused(expected, act) {
  return check(`the client understands ${expected}`, async () => {
    const error = await act().then((answer) => ({ message: `it answered ${JSON.stringify(answer).slice(0, 200)}` }), (error) => error);
    same(error.code === ErrorCode.PlatformError ? error.data.error : error.message, expected, 'error');
  });
}

function text(answer, name, form) {
  if (!form.test(answer?.[name])) {
    throw new Error(`${name} is ${JSON.stringify(answer?.[name])}`);
  }

  return answer[name];
}

function same(found, expected, what) {
  if (found !== expected) {
    throw new Error(`${what} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
  }
}
