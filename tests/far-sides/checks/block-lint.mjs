import { count, element, image } from './block-elements.mjs';
import { atMost, marked, words } from './block-texts.mjs';
import { nodes, strings, torn, twice } from './walk.mjs';

/** Slack does not document how much text all blocks together may hold; so much always passes. */
const MOST_TEXT = 10_000;
const MOST_VIEW_BYTES = 250_000;
const MESSAGES_ONLY = ['markdown', 'table'];

/** What Slack refuses in a message although its shape is right. */
export function* message({ value }) {
  yield* blocks(50, value.blocks);
  yield* value.text ? atMost(4000, value.text, '$.text') : ['$.text: missing, so notifications and screen readers get nothing'];
  yield* marked(String(value.text ?? ''), '$.text');
  const shown = [...strings(value.blocks)].filter(({ key }) => key === 'text');
  const sum = shown.reduce((total, { text }) => total + text.length, 0);
  if (sum > MOST_TEXT) {
    yield `$.blocks: ${sum} characters of text in all, at most ${MOST_TEXT}`;
  }

  for (const [type, most] of [['markdown', 12_000], ['table', 1]]) {
    const some = list(value.blocks).filter((block) => block?.type === type);
    const much = type === 'table' ? some.length : some.reduce((total, { text }) => total + (text?.length ?? 0), 0);
    if (much > most) {
      yield `$.blocks: ${much} ${type === 'table' ? 'tables' : 'characters of markdown'}, at most ${most}`;
    }
  }

  yield* torn(value);
}

/** What Slack refuses in a modal although its shape is right. */
export function* view({ value, source }) {
  if (value.type !== 'modal') {
    yield `$: type '${value.type}', not 'modal'`;
  }

  yield* words(24, value.title, '$.title', { plain: true });
  yield* words(24, value.submit, '$.submit', { plain: true, required: list(value.blocks).some((block) => block?.type === 'input') });
  yield* words(24, value.close, '$.close', { plain: true, required: false });
  yield* atMost(3000, value.private_metadata, '$.private_metadata');
  yield* atMost(255, value.callback_id, '$.callback_id');
  yield* atMost(255, value.external_id, '$.external_id');
  yield* blocks(100, value.blocks);
  for (const [i, { type }] of list(value.blocks).entries()) {
    if (MESSAGES_ONLY.includes(type)) {
      yield `$.blocks[${i}]: a ${type} block stands in messages only`;
    }
  }

  const bytes = Buffer.byteLength(source);
  if (bytes > MOST_VIEW_BYTES) {
    yield `$: ${bytes} bytes, at most ${MOST_VIEW_BYTES}`;
  }

  yield* torn(value);
}

const list = (items) => (Array.isArray(items) ? items : []);

function* blocks(most, all) {
  yield* count(1, most, all, '$.blocks');
  yield* twice('block_id', list(all).flatMap((block, i) => (block?.block_id === undefined ? [] : [[block.block_id, `$.blocks[${i}]`]])));
  for (const [i, block] of list(all).entries()) {
    const what = `$.blocks[${i}]`;
    yield* atMost(255, block.block_id, `${what}.block_id`);
    yield* kinds[block.type] ? kinds[block.type](block, what) : [`${what}: no limits are known here for a block of type '${block.type}'`];
    const acting = [...nodes(block, { path: what })].filter(({ node }) => node.action_id !== undefined);
    yield* twice('action_id', acting.map(({ node, path }) => [node.action_id, path]));
  }
}

function* each(items, what, check) {
  for (const [i, item] of list(items).entries()) {
    yield* check(item, `${what}[${i}]`);
  }
}

const kinds = {
  divider: function* () {},
  header: (block, what) => words(150, block.text, `${what}.text`, { plain: true }),
  *section(block, what) {
    yield* words(3000, block.text, `${what}.text`, { required: !block.fields });
    if (block.fields) {
      yield* count(1, 10, block.fields, `${what}.fields`);
      yield* each(block.fields, `${what}.fields`, (field, path) => words(2000, field, path));
    }

    yield* block.accessory ? element(block.accessory, `${what}.accessory`) : [];
  },
  *context(block, what) {
    yield* count(1, 10, block.elements, `${what}.elements`);
    yield* each(block.elements, `${what}.elements`, (item, path) => (item?.type === 'image' ? image(item, path) : words(3000, item, path)));
  },
  *actions(block, what) {
    yield* count(1, 25, block.elements, `${what}.elements`);
    yield* each(block.elements, `${what}.elements`, element);
  },
  *input(block, what) {
    yield* words(2000, block.label, `${what}.label`, { plain: true });
    yield* words(2000, block.hint, `${what}.hint`, { plain: true, required: false });
    yield* element(block.element, `${what}.element`);
  },
  *image(block, what) {
    yield* image(block, what);
    yield* words(2000, block.title, `${what}.title`, { plain: true, required: false });
  },
  markdown: (block, what) => atMost(12_000, block.text ?? null, `${what}.text`),
  *table(block, what) {
    yield* count(1, 100, block.rows, `${what}.rows`);
    yield* each(block.rows, `${what}.rows`, (row, path) => count(1, 20, row, path));
    yield* block.column_settings ? count(0, 20, block.column_settings, `${what}.column_settings`) : [];
  },
};
