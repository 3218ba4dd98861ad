// Says whether the manifests in DIR/teams and DIR/slack are right. See README.md.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { parse } from 'yaml';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node manifests.mjs DIR');
  process.exit(2);
}

const read = (...path) => readFileSync(join(folder, ...path), 'utf8');
const manifests = [
  ['teams/manifest.json', JSON.parse(read('teams', 'manifest.json')), 'teams-manifest-1.19.schema.json'],
  ['slack/manifest.yaml', parse(read('slack', 'manifest.yaml'), { strict: true }), 'slack-manifest-2.0.schema.json'],
];

let [passed, failed] = [0, 0];
for (const [name, manifest, schema] of manifests) {
  const file = find(schema);
  if (!file) {
    console.log(`skipped: ${name}: the schema is not on this machine`);
    continue;
  }

  // Of draft 4 nothing is used that later drafts read otherwise, but for its name.
  const { $schema, id, ...rules } = JSON.parse(readFileSync(file, 'utf8'));
  const valid = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(rules);
  if (valid(manifest)) {
    passed += 1;
  } else {
    failed += 1;
    valid.errors.forEach(({ instancePath, message }) => console.log(`${name}: $${instancePath} ${message}`));
  }
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** The schemas lie beside the repository, not in it: not every machine has them. */
function find(name) {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    const file = join(at, 'shared', 'schemas', name);
    if (existsSync(file) || at === dirname(at)) {
      return existsSync(file) ? file : null;
    }
  }
}
