/** Every object in a JSON value, outermost first, with where it stands and whether it only stands in for another. */
export function* nodes(value, { skip = [], path = '$', fallbackOf = null, within = [] } = {}) {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      yield* nodes(item, { skip, path: `${path}[${i}]`, within });
    }
  } else if (value !== null && typeof value === 'object') {
    yield { node: value, path, fallbackOf, within };
    for (const [key, item] of Object.entries(value)) {
      if (!skip.includes(key)) {
        yield* nodes(item, {
          skip,
          path: `${path}.${key}`,
          fallbackOf: key === 'fallback' ? value : null,
          within: [...within, key],
        });
      }
    }
  }
}

/** Every string in a JSON value, with its key and where it stands. */
export function* strings(value, path = '$', key = '') {
  if (typeof value === 'string') {
    yield { text: value, path, key };
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      yield* strings(item, `${path}[${i}]`, key);
    }
  } else if (value !== null && typeof value === 'object') {
    for (const [name, item] of Object.entries(value)) {
      yield* strings(item, `${path}.${name}`, name);
    }
  }
}

/** Text cut within a character: half a surrogate pair, or what a JSON writer puts in its stead. */
export function* torn(value) {
  for (const { text, path } of strings(value)) {
    if (!text.isWellFormed() || text.includes('\ufffd')) {
      yield `${path}: a character was torn apart`;
    }
  }
}

/** Where something stands twice that must be unique; `named` are pairs of name and path. */
export function* twice(what, named) {
  const seen = new Map();
  for (const [name, path] of named) {
    if (seen.has(name)) {
      yield `${path}: ${what} '${name}' is already at ${seen.get(name)}`;
    } else {
      seen.set(name, path);
    }
  }
}
