import { atMost, words } from './block-texts.mjs';

/** Limits of one interactive element or image; an element without limits here is a failure, so that none goes unchecked. */
export function* element(node, what) {
  const rule = elements[node?.type];
  if (!rule) {
    yield `${what}: no limits are known here for an element of type '${node?.type}'`;
    return;
  }

  yield* rule(node, what);
  if (node.type !== 'image') {
    yield* node.action_id ? atMost(255, node.action_id, `${what}.action_id`) : [`${what}.action_id: missing`];
  }

  yield* words(150, node.placeholder, `${what}.placeholder`, { plain: true, required: false });
  if (node.confirm) {
    yield* words(100, node.confirm.title, `${what}.confirm.title`, { plain: true });
    yield* words(300, node.confirm.text, `${what}.confirm.text`);
    yield* words(30, node.confirm.confirm, `${what}.confirm.confirm`, { plain: true });
    yield* words(30, node.confirm.deny, `${what}.confirm.deny`, { plain: true });
  }
}

export function* count(least, most, items, what) {
  if (!Array.isArray(items)) {
    yield `${what}: not a list`;
  } else if (items.length < least || items.length > most) {
    yield `${what}: ${items.length} items, ${items.length < least ? `at least ${least}` : `at most ${most}`}`;
  }
}

export function* image(node, what) {
  yield* atMost(3000, node.image_url, `${what}.image_url`);
  yield* node.alt_text ? atMost(2000, node.alt_text, `${what}.alt_text`) : [`${what}.alt_text: missing`];
  yield* secure(node.image_url, `${what}.image_url`);
}

export function* secure(url, what) {
  if (url !== undefined && !(/^https:\/\//i.test(url) && URL.canParse(url))) {
    yield `${what}: not an absolute https URL`;
  }
}

function* button(node, what) {
  yield* words(75, node.text, `${what}.text`, { plain: true });
  yield* atMost(2000, node.value, `${what}.value`);
  yield* atMost(3000, node.url, `${what}.url`);
  yield* atMost(75, node.accessibility_label, `${what}.accessibility_label`);
  yield* secure(node.url, `${what}.url`);
  if (![undefined, 'primary', 'danger'].includes(node.style)) {
    yield `${what}.style: '${node.style}', neither primary nor danger`;
  }
}

function* options(most, node, what, { least = 1 } = {}) {
  yield* count(least, most, node.options, `${what}.options`);
  for (const [i, option] of (node.options ?? []).entries()) {
    yield* words(75, option.text, `${what}.options[${i}].text`);
    yield* words(75, option.description, `${what}.options[${i}].description`, { required: false });
    yield* option.value ? atMost(75, option.value, `${what}.options[${i}].value`) : [`${what}.options[${i}].value: missing`];
    yield* atMost(3000, option.url, `${what}.options[${i}].url`);
  }
}

function* menu(node, what) {
  const offered = node.option_groups ? node.option_groups.flatMap((group) => group.options ?? []) : (node.options ?? []);
  if (node.options && node.option_groups) {
    yield `${what}: both options and option_groups`;
  }

  if (node.option_groups) {
    yield* count(1, 100, node.option_groups, `${what}.option_groups`);
    for (const [i, group] of node.option_groups.entries()) {
      yield* words(75, group.label, `${what}.option_groups[${i}].label`, { plain: true });
      yield* options(100, group, `${what}.option_groups[${i}]`);
    }
  } else {
    yield* options(100, node, what);
  }

  yield* chosen([node.initial_option ?? [], node.initial_options ?? []].flat(), offered, what);
}

/** Slack wants what is chosen at first to be one of the options, to the letter. */
function* chosen(initial, offered, what) {
  for (const option of initial) {
    if (!offered.some(({ text, value }) => value === option.value && text?.text === option.text?.text)) {
      yield `${what}: the initial option '${option.value}' is not offered`;
    }
  }
}

function* picks(node, what) {
  yield* options(10, node, what);
  yield* chosen([node.initial_option ?? [], node.initial_options ?? []].flat(), node.options ?? [], what);
}

function* input(node, what) {
  const { min_length: min = 0, max_length: max = 3000, initial_value: initial } = node;
  if (min < 0 || min > 3000 || max < 1 || max > 3000 || min > max) {
    yield `${what}: lengths from ${min} to ${max}, allowed are 0 to 3000 and 1 to 3000`;
  }

  yield* atMost(Math.min(max, 3000), initial, `${what}.initial_value`);
}

const free = function* () {};
const elements = {
  button,
  image,
  overflow: (node, what) => options(5, node, what),
  checkboxes: picks,
  radio_buttons: picks,
  static_select: menu,
  multi_static_select: menu,
  plain_text_input: input,
  file_input: function* ({ max_files: most = 10 }, what) {
    if (most < 1 || most > 10) {
      yield `${what}.max_files: ${most}, allowed are 1 to 10`;
    }
  },
};
for (const type of ['external_select', 'users_select', 'conversations_select', 'channels_select']) {
  elements[type] = free;
  elements[`multi_${type}`] = free;
}

for (const type of ['datepicker', 'timepicker', 'datetimepicker', 'number_input', 'email_text_input', 'url_text_input']) {
  elements[type] = free;
}
