// Compares limits on values of a request: a client within the old ones must be within the new ones.

const upper = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const lower = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const forms = ['format', 'pattern'];
/** Formats of numbers only choose a type; minimum and maximum limit the values. */
const numberFormats = ['int32', 'int64', 'float', 'double'];

/** Lines such as `maxLength is 20, was 40`. */
export function limitChanges(old, fresh) {
  const isTighter = (name) => {
    if (fresh[name] === undefined) return false;
    if (name === 'format' && !old.format && numberFormats.includes(fresh.format)) return false;
    // this format only hides the input, and refuses nothing
    if (name === 'format' && fresh.format === 'password') return false;
    if (forms.includes(name)) return fresh[name] !== old[name];
    return old[name] === undefined || (upper.includes(name) ? fresh[name] < old[name] : fresh[name] > old[name]);
  };
  const changes = [...upper, ...lower, ...forms]
    .filter(isTighter)
    .map((name) => `${name} is ${fresh[name]}, was ${old[name] ?? 'none'}`);
  if (fresh.uniqueItems && !old.uniqueItems) changes.push('members must differ now');
  if (fresh.additionalProperties === false && old.additionalProperties !== false)
    changes.push('takes no further members');
  return changes;
}
