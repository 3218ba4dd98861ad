// Says for each line {secret, headers, body, now?} whether Slack's own library takes it for Slack's. See README.md.
import { createInterface } from 'node:readline';
import bolt from '@slack/bolt';

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim()) {
    console.log(JSON.stringify(judge(line)));
  }
}

function judge(line) {
  try {
    const { secret, headers, body, now } = JSON.parse(line);
    bolt.verifySlackRequest({
      signingSecret: secret,
      body,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
      ...(now === undefined ? {} : { nowMilliseconds: now * 1000 }),
    });
    return { accepted: true };
  } catch (error) {
    return { accepted: false, reason: error.message };
  }
}
