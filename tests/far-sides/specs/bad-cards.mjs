import { good } from './run.mjs';

const text = (words) => ({ type: 'TextBlock', text: words, wrap: true });
const submit = { type: 'Action.Submit', title: 'x' };
const buttons = (n) => Array.from({ length: n }, () => submit);

/** What is done to a good card, and what must be said about it. */
const cases = {
  'unknown element': [(card) => card.body.push({ type: 'TextBlok', text: 'x' }), /library.*TextBlok/],
  'bad enum': [(card) => (card.body[0].size = 'Hugest'), /library.*Hugest/],
  'bad language': [(card) => (card.lang = 'not a language'), /library.*lang/],
  'input without id': [(card) => delete card.body[4].id, /library.*unique Id/],
  'empty choices': [(card) => card.body.push({ type: 'Input.ChoiceSet', id: 'c', label: 'x', choices: [] }), /library.*at least one choice/],
  'unknown property': [(card) => (card.body[0].colour = 'x'), /schema.*'colour'/, 'schema'],
  'missing property': [(card) => delete card.body[1].text, /schema.*\$\.body\[1\].*'text'/, 'schema'],
  'no version': [(card) => delete card.version, /version/],
  'version too old': [(card) => (card.version = '1.3'), /neither 1\.4 nor 1\.5/],
  'version too new': [(card) => (card.version = '1.6'), /neither 1\.4 nor 1\.5/],
  'not a card': [(card) => (card.type = 'Message'), /not 'AdaptiveCard'/],
  'no fallback': [(card) => delete card.body[5].actions[0].fallback, /without an Action\.Submit/],
  'dropped fallback': [(card) => (card.body[5].actions[0].fallback = 'drop'), /without an Action\.Submit/],
  'id twice': [(card) => (card.body[0].id = 'reason'), /id 'reason' is already at/],
  'http link': [(card) => (card.body[5].actions[2].url = 'http://example.org'), /not an absolute https URL/],
  'http image': [(card) => card.body.push({ type: 'Image', url: 'data:image/png;base64,AA==', altText: 'x' }), /not an absolute https URL/],
  'http link in words': [(card) => card.body.push(text('[x](http://x)')), /link to 'http:\/\/x'/],
  'mention without entity': [(card) => card.body.push(text('<at>All</at>')), /<at>All<\/at> has no entity/],
  'mention in a fact': [(card) => (card.body[3].facts[0].value = '<at>All</at>'), /<at>All<\/at> has no entity/],
  'half a mention': [(card) => card.body.push(text('<at>All')), /half an <at>/],
  'entity without mention': [(card) => (card.body[1].text = 'x'), /entities\[0\]: not a mention/],
  'entity without name': [(card) => delete card.msteams.entities[0].mentioned.name, /entities\[0\]: not a mention/],
  'no label': [(card) => delete card.body[4].label, /without a label/],
  'no error message': [(card) => delete card.body[4].errorMessage, /without an errorMessage/],
  'no wrap': [(card) => delete card.body[0].wrap, /does not wrap/],
  'seven actions': [(card) => (card.body[5].actions = buttons(7)), /7 actions, at most 6/],
  'seven actions in two sets': [(card) => card.body.push({ type: 'ActionSet', actions: buttons(4) }), /7 actions, at most 6/],
  'data is no object': [(card) => (card.body[5].actions[1].data = 'x'), /data is not an object/],
  'the field that kills buttons': [(card) => (card.body[5].actions[1].data.key = 'x'), /named 'key'/],
  'too many to refresh': [
    (card) => (card.refresh = { action: { type: 'Action.Execute', verb: 'r' }, userIds: Array.from({ length: 61 }, (_, i) => `29:${i}`) }),
    /61 user ids/,
  ],
  'too large': [(card) => card.body.push(text('x'.repeat(40_000))), /at most 40000/],
  'torn character': [(card) => card.body.push(text('x\ud83c')), /torn apart/],
};

export const bad = Object.entries(cases).map(([name, [spoil, reason, needs]]) => {
  const card = good('adaptive/vote.json');
  spoil(card);
  return { file: `adaptive/${name}.json`, content: card, reason, needs };
});
