import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { resolve } = createRequire(import.meta.url);
const compiler = join(resolve('typescript/package.json'), '../bin/tsc');
const types = join(resolve('@slack/types/package.json'), '../dist/index.d.ts');

// Views take any object as a block; the known ones are all that we send.
const head = `import type { KnownBlock, ModalView } from '@slack/types';
type Message = { blocks: KnownBlock[]; text: string; [other: string]: unknown };
type Modal = Omit<ModalView, 'blocks'> & { blocks: KnownBlock[] };
`;

/** What the compiler says about payloads as literals of Slack's own types: pairs of payload and reason. One payload a line, one run for all. */
export async function shapes(messages, views) {
  const all = [...messages.map((payload) => [payload, 'Message']), ...views.map((payload) => [payload, 'Modal'])];
  if (all.length === 0) {
    return [];
  }

  const directory = mkdtempSync(join(tmpdir(), 'far-sides-'));
  try {
    const lines = all.map(([{ source }, type]) => `(${line(source)}) satisfies ${type};`);
    writeFileSync(join(directory, 'payloads.ts'), head + lines.join('\n'));
    writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify({
      compilerOptions: {
        noEmit: true, strict: true, skipLibCheck: true, types: [], lib: ['es2022'], target: 'es2022',
        module: 'esnext', moduleResolution: 'bundler', paths: { '@slack/types': [types] },
      },
      files: ['payloads.ts'],
    }));
    const { code, out } = await run([compiler, '--pretty', 'false', '-p', directory], directory);
    const found = out.split(/\r?\n(?=\S)/).flatMap((told) => complaint(told, all, lines));
    if ((code !== 0) !== (found.length > 0)) {
      throw new Error(`tsc ended with ${code}: ${out.slice(0, 2000)}`);
    }

    return found;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** JSON as it was sent is a literal of the language; only what the language takes for an end of line is written otherwise. */
const line = (source) => source.replace(/\r?\n/g, ' ').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

function complaint(told, all, lines) {
  const at = /^payloads\.ts\((\d+),(\d+)\): error TS\d+: /.exec(told);
  const index = at ? Number(at[1]) - head.split('\n').length : -1;
  if (index < 0) {
    return [];
  }

  const [first, ...chain] = told.slice(at[0].length).trimEnd().split(/\r?\n/);
  const last = chain.at(-1)?.trim();
  const near = lines[index].slice(at[2] - 1, at[2] - 1 + 60);
  return [[all[index][0], `types, at ${near}: ${clip(first)}${last ? ` … ${clip(last)}` : ''}`]];
}

const clip = (text) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

function run(args, cwd) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (some) => (out += some));
    child.on('error', failed).on('close', (code) => done({ code, out }));
  });
}
