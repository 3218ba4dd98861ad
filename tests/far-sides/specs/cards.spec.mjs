import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { bad as badBlocks } from './bad-blocks.mjs';
import { bad as badCards } from './bad-cards.mjs';
import { directory, home, run } from './run.mjs';

const bad = [...badCards, ...badBlocks];

describe('cards.mjs', async () => {
  const spoilt = await run('cards.mjs', [directory(Object.fromEntries(bad.map(({ file, content }) => [file, content])))]);
  const schema = existsSync(join(home, '../../../shared/schemas/adaptive-card-1.5.schema.json'));

  it('passes what is good', async () => {
    const { code, lines } = await run('cards.mjs', [join(home, 'specs/good')]);
    assert.deepEqual(lines.filter((line) => !line.startsWith('skipped')), ['4 passed, 0 failed']);
    assert.equal(code, 0);
  });

  it('counts what fails and says so by its exit code', () => {
    const [, passed, failed] = spoilt.lines.at(-1).match(/^(\d+) passed, (\d+) failed$/).map(Number);
    assert.equal(passed + failed, bad.length);
    // Without the schema what only it finds may pass.
    assert.ok(failed >= bad.filter(({ needs }) => needs !== 'schema' || schema).length);
    assert.equal(spoilt.code, 1);
    assert.equal(spoilt.errors, '');
  });

  for (const { file, reason, needs } of bad) {
    it(`finds ${file}`, { skip: needs === 'schema' && !schema && 'the schema is not on this machine' }, () => {
      const told = spoilt.lines.filter((line) => line.startsWith(`${file}: `));
      assert.ok(told.some((line) => reason.test(line)), `${reason} in:\n${told.join('\n')}`);
    });
  }

  it('does not take nothing for a success', async () => {
    const { code, lines } = await run('cards.mjs', [directory({ 'other/x.json': {} })]);
    assert.equal(lines.at(-1), '0 passed, 0 failed');
    assert.equal(code, 1);
  });

  it('asks for a directory that exists', async () => assert.equal((await run('cards.mjs', ['no such directory'])).code, 2));
});
