import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';

/** Beside the repository, not in it: not every machine has it. */
const schemaFile = fileURLToPath(new URL('../../../../shared/schemas/adaptive-card-1.5.schema.json', import.meta.url));

/** Says which properties of a card the published schema does not know or misses; null where there is no schema. */
export function shape() {
  if (!existsSync(schemaFile)) {
    return null;
  }

  const { $schema, id, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const valid = new Ajv({ strict: false, validateFormats: false, verbose: true }).compile({ $id: id, ...schema });
  return function* ({ value }) {
    // Teams' own extension of the card, which the schema does not know.
    const { msteams, ...card } = value;
    if (!valid(card)) {
      yield `schema, ${told(card, valid.errors)}`;
    }
  };
}

/** Every element is tried as every kind: of all the complaints, the one furthest into the card made by its own kind. */
function told(card, errors) {
  const own = errors.filter(({ instancePath, parentSchema, keyword }) => {
    const kind = at(card, instancePath)?.type;
    const alien = kind !== undefined && !parentSchema.properties?.type?.enum?.includes(kind);
    return !instancePath.endsWith('/type') && keyword !== 'anyOf' && !(alien && (keyword === 'required' || keyword === 'additionalProperties'));
  });
  const depth = ({ instancePath }) => instancePath.split('/').length;
  const deepest = (own.length > 0 ? own : errors).reduce((best, error) => (depth(error) > depth(best) ? error : best));
  const { instancePath, message, params } = deepest;
  return `$${instancePath.replaceAll('/', '.').replace(/\.(\d+)/g, '[$1]')} ${message}${params.additionalProperty ? `: '${params.additionalProperty}'` : ''}`;
}

const at = (value, pointer) => pointer.split('/').slice(1).reduce((inside, key) => inside?.[key], value);
