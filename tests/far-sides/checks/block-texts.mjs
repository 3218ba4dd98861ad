/** Limits and escapes of Slack's texts. Lengths are UTF-16 units, the stricter reading of "characters". */

export function* atMost(limit, text, what) {
  if (text === undefined) {
    return;
  }

  if (typeof text !== 'string') {
    yield `${what}: not a string`;
  } else if (text.length > limit) {
    yield `${what}: ${text.length} characters, at most ${limit}`;
  }
}

/** A text object. */
export function* words(limit, object, what, { plain = false, required = true } = {}) {
  if (object === undefined || object === null) {
    if (required) {
      yield `${what}: missing`;
    }

    return;
  }

  if (object.type !== 'plain_text' && (plain || object.type !== 'mrkdwn')) {
    yield `${what}: type '${object.type}' where ${plain ? 'only plain_text is' : 'plain_text or mrkdwn are'} allowed`;
  }

  yield* atMost(limit, object.text ?? null, `${what}.text`);
  if (object.text === '') {
    yield `${what}.text: empty`;
  }

  if (object.type === 'mrkdwn' && typeof object.text === 'string') {
    yield* marked(object.text, `${what}.text`);
  }
}

const forms = [
  /^@[UW][A-Z0-9]+(\|[^|]*)?$/,
  /^#[CG][A-Z0-9]+(\|[^|]*)?$/,
  /^!subteam\^S[A-Z0-9]+(\|[^|]*)?$/,
  /^!date\^\d+\^[^|]+\|.+$/s,
  /^https:\/\/[^\s|]+(\|.*)?$/s,
  /^mailto:[^\s|]+(\|.*)?$/s,
];

/** Text in which Slack reads mrkdwn: nothing of people's may be read as an order to Slack. */
export function* marked(text, what) {
  for (const [, broadcast] of text.matchAll(/<!(channel|here|everyone)\b/gi)) {
    yield `${what}: a raw <!${broadcast}>`;
  }

  const rest = text.replace(/<([^<>]*)>/g, (whole, inner) => {
    const known = forms.some((form) => form.test(inner)) || /^!(channel|here|everyone)\b/i.test(inner);
    return known ? '' : whole;
  });
  const raw = rest.match(/<.{0,30}/s);
  if (raw) {
    yield `${what}: '${raw[0]}' begins with a raw <`;
  }

  const ampersand = rest.match(/&(?!(amp|lt|gt);).{0,10}/s);
  if (ampersand) {
    yield `${what}: '${ampersand[0]}' begins with a raw &`;
  }
}
