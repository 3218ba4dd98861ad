import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const home = fileURLToPath(new URL('..', import.meta.url));

export const good = (file) => JSON.parse(readFileSync(join(home, 'specs/good', file), 'utf8'));

/** Starts one of the scripts; its input stays open until `end`. */
export function start(script, ...args) {
  const child = spawn(process.execPath, [join(home, script), ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const out = { lines: [], errors: '' };
  let waiting = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (some) => {
    const lines = (rest + some).split('\n');
    rest = lines.pop();
    out.lines.push(...lines);
    waiting.splice(0).forEach((wake) => wake());
  });
  child.stderr.setEncoding('utf8').on('data', (some) => (out.errors += some));
  const code = new Promise((done) => child.on('close', (ended) => {
    waiting.splice(0).forEach((wake) => wake());
    done(ended);
  }));
  return {
    out,
    code,
    end: (input = '') => child.stdin.end(input),
    /** The first line that there is or will be; nothing if it ends without one. */
    first: async () => {
      while (out.lines.length === 0 && child.exitCode === null) {
        await new Promise((wake) => waiting.push(wake));
      }

      return out.lines[0];
    },
  };
}

/** Runs one to its end. */
export async function run(script, args, input) {
  const started = start(script, ...args);
  started.end(input);
  return { code: await started.code, ...started.out };
}

/** A directory of payloads; a string is written as it stands. */
export function directory(files) {
  const at = mkdtempSync(join(tmpdir(), 'far-sides-specs-'));
  process.on('exit', () => rmSync(at, { recursive: true, force: true }));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(at, file)), { recursive: true });
    writeFileSync(join(at, file), typeof content === 'string' ? content : JSON.stringify(content));
  }

  return at;
}
