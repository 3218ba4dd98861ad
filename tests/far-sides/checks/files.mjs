import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The payloads in one folder: the name for reports, the text as it is sent, and its meaning, or what is wrong with it. */
export function read(directory, folder) {
  const from = join(directory, folder);
  if (!existsSync(from)) {
    return [];
  }

  return readdirSync(from).filter((name) => name.endsWith('.json')).sort().map((name) => {
    const source = readFileSync(join(from, name), 'utf8').replace(/^\ufeff/, '');
    const file = `${folder}/${name}`;
    try {
      const value = JSON.parse(source);
      const whole = value !== null && typeof value === 'object' && !Array.isArray(value);
      return whole ? { file, source, value } : { file, source, broken: 'is not a JSON object' };
    } catch (error) {
      return { file, source, broken: `is not JSON: ${error.message}` };
    }
  });
}
