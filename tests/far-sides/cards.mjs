// Validates rendered cards: node cards.mjs DIR, with DIR/adaptive, DIR/blocks and DIR/views. See README.md.
import { existsSync } from 'node:fs';
import { lint } from './checks/adaptive-lint.mjs';
import { shape } from './checks/adaptive-schema.mjs';
import { message, view } from './checks/block-lint.mjs';
import { shapes } from './checks/block-types.mjs';
import { read } from './checks/files.mjs';

const directory = process.argv[2];
if (!directory || !existsSync(directory)) {
  console.error('usage: node cards.mjs DIR, where DIR holds adaptive/*.json, blocks/*.json and views/*.json');
  process.exit(2);
}

const [adaptive, messages, views] = ['adaptive', 'blocks', 'views'].map((folder) => read(directory, folder));
const payloads = [...adaptive, ...messages, ...views];
const failed = new Set();

function fail(payload, reason) {
  failed.add(payload);
  console.log(`${payload.file}: ${reason.replace(/\s*\n\s*/g, ' ')}`);
}

function check(some, rule) {
  for (const payload of some.filter(({ broken }) => !broken)) {
    try {
      for (const reason of rule(payload)) {
        fail(payload, reason);
      }
    } catch (error) {
      fail(payload, `cannot be read: ${error.message}`);
    }
  }
}

for (const payload of payloads.filter(({ broken }) => broken)) {
  fail(payload, payload.broken);
}

// The compiler works in its own process while the rest goes on in this one.
const compiled = shapes(messages.filter(({ broken }) => !broken), views.filter(({ broken }) => !broken));
check(messages, message);
check(views, view);
if (adaptive.length > 0) {
  const { meaning } = await import('./checks/adaptive-library.mjs');
  const published = shape();
  check(adaptive, lint);
  check(adaptive, meaning);
  if (published) {
    check(adaptive, published);
  } else {
    console.log('skipped: the schema is not on this machine');
  }
}

for (const [payload, reason] of await compiled) {
  fail(payload, reason);
}

if (payloads.length === 0) {
  console.log(`${directory}: holds no card at all`);
}

console.log(`${payloads.length - failed.size} passed, ${failed.size} failed`);
process.exitCode = failed.size > 0 || payloads.length === 0 ? 1 : 0;
