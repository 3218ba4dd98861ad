import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';

const script = fileURLToPath(new URL('../manifests.mjs', import.meta.url));
const good = fileURLToPath(new URL('../../../manifests', import.meta.url));

function judge(spoil) {
  const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
  try {
    cpSync(good, folder, { recursive: true });
    const file = join(folder, 'slack', 'manifest.yaml');
    writeFileSync(file, spoil(readFileSync(file, 'utf8')));
    return spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the manifests of the repository are right', () => assert.equal(judge((yaml) => yaml).status, 0));

test('YAML that cannot be read is wrong', () => assert.notEqual(judge((yaml) => `${yaml}\n  - [`).status, 0));

test('a key that Slack does not know is wrong', (t) => {
  const { status, stdout } = judge((yaml) => yaml.replace('socket_mode_enabled', 'sockets'));
  if (stdout.includes('skipped:')) {
    t.skip('the schema is not on this machine');
  } else {
    assert.equal(status, 1, stdout);
  }
});
