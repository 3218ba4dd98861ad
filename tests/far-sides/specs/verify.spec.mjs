import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { run } from './run.mjs';

const secret = 'a-signing-secret';
const body = 'payload=%7B%22a%22%3A%22é%22%7D';
const now = 1_700_000_000;
const sign = (timestamp, key = secret) => `v0=${createHmac('sha256', key).update(`v0:${timestamp}:${body}`).digest('hex')}`;
const signed = (timestamp, signature = sign(timestamp)) => ({ 'X-Slack-Request-Timestamp': `${timestamp}`, 'X-Slack-Signature': signature });

const cases = {
  'signed as Slack signs': [{ headers: signed(now), now }, true],
  'five minutes old': [{ headers: signed(now - 300), now }, true],
  'older': [{ headers: signed(now - 301), now }, false],
  'signed this moment, by the clock of this machine': [{ headers: signed(Math.floor(Date.now() / 1000)) }, true],
  'by another secret': [{ headers: signed(now, sign(now, 'another')), now }, false],
  'over another body': [{ headers: signed(now), now, body: `${body} ` }, false],
  'in capitals': [{ headers: signed(now, sign(now).toUpperCase().replace('V0', 'v0')), now }, false],
  'not at all': [{ headers: {}, now }, false],
};

describe('verify.mjs', async () => {
  const input = Object.values(cases).map(([request]) => JSON.stringify({ secret, body, ...request })).join('\n');
  const { lines, code } = await run('verify.mjs', [], `${input}\n\nnot json\n`);
  const answers = lines.map((line) => JSON.parse(line));

  for (const [i, [name, [, accepted]]] of Object.entries(cases).entries()) {
    it(`${accepted ? 'takes' : 'refuses'} what is ${name}`, () => assert.equal(answers[i].accepted, accepted, answers[i].reason));
  }

  it('answers every line that is not empty', () => {
    assert.equal(answers.length, Object.keys(cases).length + 1);
    assert.equal(answers.at(-1).accepted, false);
    assert.equal(code, 0);
  });
});
