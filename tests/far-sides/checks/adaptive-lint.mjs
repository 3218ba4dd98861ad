import { nodes, torn, twice } from './walk.mjs';

/** Teams recommends at most 80 KB and counts UTF-16. */
const MOST_UNITS = 40_000;
const MOST_ACTIONS = 6;
const MOST_REFRESHED = 60;

/** What Teams asks of a card and no validator finds. */
export function lint(payload) {
  const found = [...nodes(payload.value, { skip: ['data', 'msteams'] })];
  return [frame, actions, ids, urls, mentions, inputs].flatMap((rule) => [...rule(payload, found)]).concat([...torn(payload.value)]);
}

function* frame({ value, source }, found) {
  if (value.type !== 'AdaptiveCard') {
    yield `$: type is '${value.type}', not 'AdaptiveCard'`;
  }

  // Action.Execute begins with 1.4; Teams ends with 1.5.
  if (value.version !== '1.4' && value.version !== '1.5') {
    yield `$: version is '${value.version}', neither 1.4 nor 1.5`;
  }

  if (source.length > MOST_UNITS) {
    yield `$: ${source.length} UTF-16 units, at most ${MOST_UNITS} (80 kB)`;
  }

  if (value.refresh?.userIds?.length > MOST_REFRESHED) {
    yield `$.refresh: ${value.refresh.userIds.length} user ids, at most ${MOST_REFRESHED}`;
  }

  for (const { node, path } of found) {
    if (node.type === 'TextBlock' && node.wrap !== true) {
      yield `${path}: a TextBlock does not wrap`;
    }
  }
}

function* actions(_, found) {
  const shown = found.filter(({ node, within }) => /^Action\./.test(node.type) && !within.includes('refresh'));
  for (const { node, path, within } of shown) {
    const { data } = node;
    if (node.type === 'Action.Execute' && !within.includes('fallback') && node.fallback?.type !== 'Action.Submit') {
      yield `${path}: an Action.Execute without an Action.Submit as fallback`;
    }

    if (data !== undefined && (data === null || typeof data !== 'object' || Array.isArray(data))) {
      yield `${path}: data is not an object, so inputs cannot be merged into it`;
    } else if (data && 'key' in data) {
      yield `${path}: data has a field named 'key', which silently kills the button in Teams' local client`;
    }
  }

  const count = shown.filter(({ within }) => !within.includes('fallback')).length;
  if (count > MOST_ACTIONS) {
    yield `$: ${count} actions, at most ${MOST_ACTIONS}`;
  }
}

function* ids(_, found) {
  // What stands in for an element may bear its id.
  const named = found.filter(({ node, fallbackOf }) => typeof node.id === 'string' && fallbackOf?.id !== node.id);
  yield* twice('id', named.map(({ node, path }) => [node.id, path]));
}

function* urls(_, found) {
  for (const { node, path } of found) {
    for (const name of ['url', 'iconUrl', 'poster', 'backgroundImage', 'fallbackUrl']) {
      if (typeof node[name] === 'string' && !secure(node[name])) {
        yield `${path}.${name}: '${node[name].slice(0, 80)}' is not an absolute https URL`;
      }
    }
  }

  for (const { text, path } of marked(found)) {
    for (const [, target] of text.replace(/\\./gs, '').matchAll(/\[[^\]]*\]\(\s*([^)\s]*)/g)) {
      if (!secure(target)) {
        yield `${path}: a link to '${target.slice(0, 80)}', not an absolute https URL`;
      }
    }
  }
}

const secure = (url) => /^https:\/\//i.test(url) && URL.canParse(url);

function* mentions({ value }, found) {
  const entities = value.msteams?.entities ?? [];
  const used = new Set();
  for (const { text, path } of marked(found)) {
    const tags = text.match(/<at>.*?<\/at>/gs) ?? [];
    for (const tag of tags) {
      used.add(tag);
      if (!entities.some((entity) => entity.text === tag)) {
        yield `${path}: ${tag} has no entity`;
      }
    }

    if (/<\/?at>/.test(tags.reduce((rest, tag) => rest.replace(tag, ''), text))) {
      yield `${path}: half an <at> tag`;
    }
  }

  for (const [i, { type, text, mentioned }] of entities.entries()) {
    if (type !== 'mention' || !used.has(text) || !mentioned?.id || !mentioned?.name) {
      yield `$.msteams.entities[${i}]: not a mention with id and name of somebody whose tag is in the text`;
    }
  }
}

/** Only these read Markdown and mentions; a TextRun shows both as they are written. */
function* marked(found) {
  for (const { node, path } of found) {
    if (node.type === 'TextBlock') {
      yield { text: String(node.text ?? ''), path: `${path}.text` };
    } else if (node.type === 'FactSet') {
      for (const [i, fact] of (node.facts ?? []).entries()) {
        yield { text: String(fact.title ?? ''), path: `${path}.facts[${i}].title` };
        yield { text: String(fact.value ?? ''), path: `${path}.facts[${i}].value` };
      }
    }
  }
}

function* inputs(_, found) {
  for (const { node, path } of found) {
    if (/^Input\./.test(node.type)) {
      if (typeof node.label !== 'string' || node.label.trim() === '') {
        yield `${path}: an ${node.type} without a label`;
      }

      if (node.isRequired && !node.errorMessage) {
        yield `${path}: a required ${node.type} without an errorMessage`;
      }
    }
  }
}
