import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { start } from './run.mjs';

describe('a Cosmos DB that nobody here wrote', () => {
  let server;
  let ready;

  const begin = async (...args) => {
    const started = start('cosmos.mjs', ...args);
    const line = await started.first();
    assert.match(line, /^ready \{/, started.out.errors);
    return [started, JSON.parse(line.slice('ready '.length))];
  };

  before(async () => {
    [server, ready] = await begin();
    await ask('POST', 'dbs', '', { id: 'd' });
    await ask('POST', 'colls', 'dbs/d', { id: 'c', partitionKey: { paths: ['/pk'], kind: 'Hash' } });
  });

  after(() => server.end());

  /** Signed as the service documents it. */
  const ask = (method, type, link, body, { id, key = ready.key, endpoint = ready.endpoint, ...more } = {}) => {
    const date = new Date().toUTCString();
    const about = [link, ...(id ? [type, id] : [])].filter(Boolean).join('/');
    const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(`${method.toLowerCase()}\n${type}\n${about}\n${date.toLowerCase()}\n\n`).digest('base64');
    return fetch(endpoint + (id ? about : [link, type].filter(Boolean).join('/')), {
      method,
      headers: {
        authorization: encodeURIComponent(`type=master&ver=1.0&sig=${signature}`),
        'x-ms-date': date,
        'x-ms-documentdb-partitionkey': '["p"]',
        'content-type': 'application/json',
        ...more,
      },
      body: body && JSON.stringify(body),
    });
  };
  const items = 'dbs/d/colls/c';

  it('creates once, reads, and replaces what was read', async () => {
    assert.equal((await ask('POST', 'docs', items, { id: 'a', pk: 'p' })).status, 201);
    assert.equal((await ask('POST', 'docs', items, { id: 'a', pk: 'p' })).status, 409);
    const read = await ask('GET', 'docs', items, undefined, { id: 'a' });
    const replace = () => ask('PUT', 'docs', items, { id: 'a', pk: 'p', n: 1 }, { id: 'a', 'if-match': read.headers.get('etag') });
    assert.deepEqual([read.status, (await replace()).status, (await replace()).status], [200, 200, 412]);
  });

  it('tells a missing item from a missing container', async () => {
    const [item, container] = [await ask('GET', 'docs', items, undefined, { id: 'none' }), await ask('GET', 'docs', 'dbs/d/colls/none', undefined, { id: 'a' })];
    assert.deepEqual([item.status, item.headers.get('x-ms-substatus')], [404, null]);
    assert.deepEqual([container.status, container.headers.get('x-ms-substatus')], [404, '1003']);
  });

  it('gives databases ids that fit into addresses', async () => {
    for (let i = 0; i < 130; i++) {
      assert.doesNotMatch((await (await ask('POST', 'dbs', '', { id: `many${i}` })).json())._rid, /[+/]/);
    }
  });

  it('keeps the connection open', async () => assert.equal((await ask('GET', 'docs', items, undefined, { id: 'a' })).headers.get('connection'), 'keep-alive'));

  it('refuses another key, a request that is too large, and a clock that is off', async () => {
    assert.equal((await ask('GET', 'docs', items, undefined, { id: 'a', key: 'AAAA' })).status, 401);
    assert.equal((await ask('POST', 'docs', items, { id: 'b', pk: 'p', x: 'x'.repeat(2 * 1024 * 1024) })).status, 413);
    const [late, { endpoint }] = await begin('--clock', '3600');
    const off = await ask('GET', 'docs', items, undefined, { id: 'a', endpoint });
    assert.equal(off.status, 403);
    assert.match((await off.json()).message, /not valid at the current time/);
    late.end();
    assert.equal(await late.code, 0);
  });

  it('says how it is used', async () => {
    const wrong = start('cosmos.mjs', '--port', 'x');
    assert.equal(await wrong.code, 2);
    assert.match(wrong.out.errors, /usage/);
  });
});
