// A Cosmos DB in memory to talk to: node cosmos.mjs [--port P] [--clock SECONDS]. See README.md.
import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const library = '@vercel/cosmosdb-server/lib';
const key = Buffer.from('the key of a stand-in that is no secret to anybody on this machine').toString('base64');
const largest = 2 * 1024 * 1024;
const skew = 15 * 60;
const { port, clock, problem } = settings(process.argv.slice(2));
if (problem) {
  console.error(problem);
  process.exit(2);
}

// Whoever started this owns it: when they are gone, so is it.
process.stdin.resume().on('end', () => process.exit(0)).on('error', () => process.exit(0));

// The library looks its handlers up when its main file is loaded; what they get wrong is mended before.
for (const name of ['create', 'read', 'replace', 'upsert', 'patch', 'delete', 'query'].map((verb) => `${verb}-document`)) {
  mend(name === 'query-document' ? 'query-documents' : name, inAContainer);
}

mend('read-document', missingIsNotFound);
parsedOnce(createRequire(require.resolve('@vercel/cosmosdb-server'))('@zeit/cosmosdb-query'));
mend('create-database', withAnIdForAddresses);
const { createHttpServer } = require('@vercel/cosmosdb-server');
const server = createHttpServer({ keepAlive: true, keepAliveTimeout: 60_000 });
const [answer] = server.listeners('request');
server.removeAllListeners('request').on('request', (req, res) => {
  const refusal = refused(req);
  if (refusal) {
    req.resume();
    res.writeHead(refusal.status, { 'content-type': 'application/json' }).end(JSON.stringify(refusal.body));
  } else {
    answer(req, res);
  }
});
server.listen(port, '127.0.0.1', () => console.log(`ready ${JSON.stringify({ endpoint: `http://127.0.0.1:${server.address().port}/`, key })}`));

function mend(name, how) {
  const module = require(`${library}/handler/${name}`);
  const handler = module.default;
  module.default = (account, req, res, params) => how(handler, account, req, res, params);
}

/** A missing container is told from a missing item by its sub-status; as shipped it is an error 500, or looks like an empty one. */
function inAContainer(handler, account, req, res, params) {
  if (account.database(params.dbId).read() && account.database(params.dbId).collection(params.collId).read()) {
    return handler(account, req, res, params);
  }

  req.resume();
  res.statusCode = 404;
  res.setHeader('x-ms-substatus', '1003');
  return { code: 'NotFound', message: 'Owner resource does not exist' };
}

/** As shipped it is an error 500. */
function missingIsNotFound(handler, account, req, res, params) {
  const collection = account.database(params.dbId).read() && account.database(params.dbId).collection(params.collId);
  const [partition] = JSON.parse(req.headers['x-ms-documentdb-partitionkey'] ?? '[]');
  if (!collection?.read() || collection.document(params.docId, partition).read()) {
    return handler(account, req, res, params);
  }

  res.statusCode = 404;
  return { code: 'NotFound', message: 'Entity with the specified id does not exist in the system.' };
}

/** As shipped each query is parsed anew to see whether it names its partition, which takes longer than to answer it. */
function parsedOnce(queries) {
  const [parse, parsed] = [queries.default, new Map()];
  queries.default = (text) => {
    if (parsed.size > 1000) {
      parsed.clear();
    }

    return parsed.get(text) ?? parsed.set(text, parse(text)).get(text);
  };
}

/** The service's own ids are in addresses; as shipped, every 64th has a slash in it. */
function withAnIdForAddresses(handler, account, req, res, params) {
  while (/[+/]/.test(account.databases._rid(account.databases._ridCount + 1))) {
    account.databases._ridCount += 1;
  }

  return handler(account, req, res, params);
}

/** The server takes whatever comes; the service looks at the signature, at its date, and at the size. */
function refused({ method, url, headers }) {
  const date = headers['x-ms-date'] ?? '';
  const given = Buffer.from(/&sig=(.*)$/.exec(decodeURIComponent(headers.authorization ?? ''))?.[1] ?? '', 'base64');
  const [type, ...links] = signed(decodeURIComponent(new URL(url, 'http://localhost').pathname));
  const genuine = links.some((link) => given.equals(createHmac('sha256', Buffer.from(key, 'base64'))
    .update(`${method.toLowerCase()}\n${type}\n${link}\n${date.toLowerCase()}\n\n`)
    .digest()));
  if (!genuine) {
    return { status: 401, body: { code: 'Unauthorized', message: "The input authorization token can't serve the request." } };
  }

  if (Math.abs(Date.now() / 1000 + clock - Date.parse(date) / 1000) > skew) {
    return { status: 403, body: { code: 'Forbidden', message: 'The authorization token is not valid at the current time.' } };
  }

  return Number(headers['content-length'] ?? 0) > largest && { status: 413, body: { code: 'RequestEntityTooLarge', message: 'Request size is too large' } };
}

/** What a request for this path is signed for: /dbs/a/colls is about the collections of dbs/a, /dbs/a about dbs/a itself; where a path
 * is made of the service's own ids, only the last one is signed, in small letters. */
function signed(path) {
  const parts = path.split('/').filter(Boolean);
  const [type, owner] = parts.length % 2 === 1 ? [parts.at(-1), parts.slice(0, -1)] : [parts.at(-2) ?? '', parts];
  return [type, owner.join('/'), (owner.at(-1) ?? '').toLowerCase()];
}

function settings(args) {
  const number = (name) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : 0);
  const [wanted, seconds] = [number('--port'), number('--clock')];
  return Number.isInteger(wanted) && wanted >= 0 && wanted <= 65_535 && Number.isFinite(seconds)
    ? { port: wanted, clock: seconds }
    : { problem: 'usage: node cosmos.mjs [--port P] [--clock SECONDS]; 0 takes a free port, SECONDS is how far ahead its clock is' };
}
