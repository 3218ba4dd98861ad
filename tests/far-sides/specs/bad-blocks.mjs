import { good } from './run.mjs';

const plain = (text) => ({ type: 'plain_text', text });
const mrkdwn = (text) => ({ type: 'mrkdwn', text });
const long = (n) => 'x'.repeat(n);
const section = (text) => ({ type: 'section', text });
const many = (n, make) => Array.from({ length: n }, (_, i) => make(i));
const options = (n) => many(n, (i) => ({ text: plain(`${i}`), value: `${i}` }));
const select = (more) => (m) => (m.blocks[1].accessory = { type: 'static_select', action_id: 's', ...more });
const add = (block) => (m) => m.blocks.push(block);

/** What is done to a good message, and what must be said about it. */
export const messages = {
  'unknown block': [add({ type: 'sektion', text: plain('x') }), /types.*sektion/],
  'unknown property': [(m) => (m.blocks[1].colour = 'red'), /types.*colour/],
  'input element among actions': [(m) => m.blocks[5].elements.push({ type: 'plain_text_input', action_id: 'p' }), /types.*plain_text_input/],
  'mrkdwn header': [(m) => (m.blocks[0].text = mrkdwn('x')), /types|only plain_text/],
  'twice the same property': ['{"text":"x","blocks":[{"type":"divider","type":"divider"}]}', /types.*multiple properties/],
  'block without limits': [add({ type: 'rich_text', elements: [] }), /no limits are known here for a block/],
  '51 blocks': [(m) => (m.blocks = many(51, () => ({ type: 'divider' }))), /51 items, at most 50/],
  'no blocks': [(m) => (m.blocks = []), /at least 1/],
  'no text': [(m) => delete m.text, /\$\.text: missing/],
  'text too long': [(m) => (m.text = long(4001)), /4001 characters, at most 4000/],
  'too much in all': [(m) => (m.blocks = many(4, () => section(plain(long(2600))))), /10400 characters of text in all/],
  'section too long': [add(section(plain(long(3001)))), /3001 characters, at most 3000/],
  'section too long in emoji': [add(section(plain('🌍'.repeat(1501)))), /3002 characters, at most 3000/],
  'empty section': [add(section(plain(''))), /text: empty/],
  'section of nothing': [add({ type: 'section' }), /\.text: missing/],
  'eleven fields': [add({ type: 'section', fields: many(11, () => plain('x')) }), /11 items, at most 10/],
  'field too long': [add({ type: 'section', fields: [plain(long(2001))] }), /at most 2000/],
  'header too long': [(m) => (m.blocks[0].text.text = long(151)), /at most 150/],
  'eleven in context': [(m) => (m.blocks[3].elements = many(11, () => plain('x'))), /11 items, at most 10/],
  '26 actions': [(m) => (m.blocks[5].elements = many(26, (i) => ({ type: 'button', action_id: `${i}`, text: plain('x') }))), /26 items, at most 25/],
  'block id twice': [(m) => (m.blocks[1].block_id = 'b0'), /block_id 'b0' is already at/],
  'block id too long': [(m) => (m.blocks[0].block_id = long(256)), /at most 255/],
  'action id twice': [(m) => (m.blocks[5].elements[1].action_id = 'decision.cast'), /action_id 'decision.cast' is already at/],
  'no action id': [(m) => delete m.blocks[5].elements[0].action_id, /action_id: missing/],
  'button too long': [(m) => (m.blocks[5].elements[0].text.text = long(76)), /at most 75/],
  'button value too long': [(m) => (m.blocks[5].elements[0].value = long(2001)), /at most 2000/],
  'button of another colour': [(m) => (m.blocks[5].elements[0].style = 'success'), /neither primary nor danger/],
  'button to http': [(m) => (m.blocks[5].elements[0].url = 'http://x.org'), /not an absolute https URL/],
  'long confirm': [
    (m) => (m.blocks[5].elements[0].confirm = { title: plain('x'), text: plain('x'), confirm: plain(long(31)), deny: plain('x') }),
    /confirm\.confirm\.text: 31 characters/,
  ],
  '101 options': [select({ options: options(101) }), /101 items, at most 100/],
  'no options': [select({ options: [] }), /at least 1/],
  'option value too long': [select({ options: [{ text: plain('x'), value: long(76) }] }), /value: 76 characters, at most 75/],
  'initial option not offered': [select({ options: options(2), initial_option: options(3)[2] }), /'2' is not offered/],
  'six in overflow': [(m) => (m.blocks[1].accessory = { type: 'overflow', action_id: 'o', options: options(6) }), /6 items, at most 5/],
  'eleven radios': [(m) => (m.blocks[1].accessory = { type: 'radio_buttons', action_id: 'o', options: options(11) }), /11 items, at most 10/],
  'placeholder too long': [select({ options: options(1), placeholder: plain(long(151)) }), /at most 150/],
  'image without words': [add({ type: 'image', image_url: 'https://x.org/a.png' }), /alt_text: missing/],
  'two tables': [(m) => m.blocks.push(...many(2, () => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }))), /2 tables, at most 1/],
  'everybody called': [add(section(mrkdwn('<!channel> x'))), /raw <!channel>/],
  'everybody called by label': [add(section(mrkdwn('<!here|here> x'))), /raw <!here>/],
  'everybody called in text': [(m) => (m.text = 'x <!everyone>'), /\$\.text: a raw <!everyone>/],
  'raw bracket': [add(section(mrkdwn('a <b> c'))), /raw </],
  'http link': [add(section(mrkdwn('<http://x.org|x>'))), /raw </],
  'raw ampersand': [add(section(mrkdwn('A & B'))), /raw &/],
  'torn entity': [add(section(mrkdwn('A &am'))), /raw &/],
  'date without fallback': [add(section(mrkdwn('<!date^1700000000^{date}>'))), /raw </],
  'torn character': [add(section(plain('x\ud83c'))), /torn apart/],
  'not json': ['{"text":', /is not JSON/],
  'a list': ['[]', /not a JSON object/],
};

/** The same for a good modal. */
export const views = {
  'unknown property': [(v) => (v.titel = 'x'), /types.*titel/],
  'unknown block': [(v) => v.blocks.push({ type: 'sektion', block_id: 'x' }), /types.*sektion/],
  'a home tab': [(v) => (v.type = 'home'), /not 'modal'/],
  'title too long': [(v) => (v.title.text = long(25)), /25 characters, at most 24/],
  'no title': [(v) => delete v.title, /\$\.title: missing/],
  'submit too long': [(v) => (v.submit.text = long(25)), /25 characters, at most 24/],
  'no submit': [(v) => delete v.submit, /\$\.submit: missing/],
  'close too long': [(v) => (v.close.text = long(25)), /25 characters, at most 24/],
  'metadata too long': [(v) => (v.private_metadata = long(3001)), /3001 characters, at most 3000/],
  'callback too long': [(v) => (v.callback_id = long(256)), /at most 255/],
  'no label': [(v) => delete v.blocks[0].label, /label: missing/],
  'label too long': [(v) => (v.blocks[0].label.text = long(2001)), /at most 2000/],
  'hint too long': [(v) => (v.blocks[0].hint = plain(long(2001))), /at most 2000/],
  'input too long': [(v) => (v.blocks[0].element.max_length = 3001), /1 to 3000/],
  'more than fits in': [(v) => Object.assign(v.blocks[0].element, { max_length: 5, initial_value: 'abcdef' }), /initial_value: 6 characters, at most 5/],
  'block id twice': [(v) => (v.blocks[1].block_id = 'text'), /block_id 'text' is already at/],
  '101 blocks': [(v) => (v.blocks = many(101, () => ({ type: 'divider' }))), /101 items, at most 100/],
  'markdown block': [(v) => v.blocks.push({ type: 'markdown', text: 'x' }), /in messages only/],
  'too large': [(v) => v.blocks.push(...many(90, () => section(plain(long(2900))))), /bytes, at most 250000/],
};

const spoilt = (folder, from, cases) => Object.entries(cases).map(([name, [spoil, reason]]) => {
  const payload = good(from);
  const content = typeof spoil === 'string' ? spoil : payload;
  if (content === payload) {
    spoil(payload);
  }

  return { file: `${folder}/${name}.json`, content, reason };
});

export const bad = [...spoilt('blocks', 'blocks/vote.json', messages), ...spoilt('views', 'views/propose.json', views)];
