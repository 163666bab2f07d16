// Lists how a new API document breaks clients of the old one, one line per change. Additions are not listed: clients must ignore members
// and values of enumerations that they do not know.
import { compareSchemas } from './compare-schemas.mjs';

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

export function breakingChanges(before, after) {
  const changes = new Set();
  const report = (where, what) => changes.add(`${where}: ${what}`);
  const compare = compareSchemas(before, after, report);
  for (const [path, item] of Object.entries(before.paths)) {
    for (const method of methods.filter((name) => item[name])) {
      const where = `${method.toUpperCase()} ${path}`;
      const now = after.paths[path]?.[method];
      if (now) compareOperations({ where, was: item[method], now, report, compare, before, after });
      else report(where, 'is gone');
    }
  }
  compareEvents(before, after, report);
  return [...changes];
}

/** A receiver of an event reads it as a client reads an answer. */
function compareEvents(before, after, report) {
  for (const [type, { post: was }] of Object.entries(before.webhooks ?? {})) {
    const now = after.webhooks?.[type]?.post;
    const where = `event ${type}`;
    if (!now) {
      report(where, 'is gone');
      continue;
    }
    let breaks = false;
    // of its own, so that each event tells of a change in a schema that several share
    const compare = compareSchemas(before, after, (place, what) => {
      breaks = true;
      report(`${where} ${place}`, what);
    });
    compareContent(was.requestBody, now.requestBody, where, 'answer', report, compare);
    if (breaks && versionOf(now, after) <= versionOf(was, before))
      report(where, 'breaks receivers under the same version: raise it');
  }
}

function versionOf({ requestBody }, document) {
  const { schema } = requestBody.content['application/json'];
  return resolved(schema, document).properties.dataVersion.const;
}

function compareOperations(pair) {
  const { where, was, now, report } = pair;
  if (was.operationId !== now.operationId)
    report(where, `operationId is ${now.operationId}, was ${was.operationId}: generated clients call it by name`);
  compareAccess(pair);
  compareParameters(pair);
  compareBodies(pair);
  compareAnswers(pair);
}

function compareAccess({ where, was, now, report }) {
  const isOpen = ({ security = [] }) =>
    security.length === 0 || security.some((each) => Object.keys(each).length === 0);
  if (isOpen(was) && !isOpen(now)) report(where, 'needs a credential now');
  const [permissionWas, permissionNow] = [was['x-permission'], now['x-permission']];
  if (permissionNow && permissionNow !== permissionWas) report(where, `needs the permission ${permissionNow} now`);
}

function compareParameters({ where, was, now, report, compare, before, after }) {
  const [old, fresh] = [parametersOf(was, before), parametersOf(now, after)];
  for (const [key, parameter] of fresh)
    if (parameter.required && !old.get(key)?.required) report(where, `${key} is required now`);
  for (const [key, parameter] of old) {
    const successor = fresh.get(key);
    if (!successor) report(where, `${key} is gone`);
    else compare(parameter.schema, successor.schema, `${where} ${key}`, 'request');
  }
}

function compareBodies({ where, was, now, report, compare }) {
  if (now.requestBody?.required && !was.requestBody?.required) report(where, 'a body is required now');
  if (!was.requestBody) return;
  if (!now.requestBody) report(where, 'takes no body any more');
  else compareContent(was.requestBody, now.requestBody, `${where} body`, 'request', report, compare);
}

function parametersOf({ parameters = [] }, document) {
  return new Map(parameters.map((each) => resolved(each, document)).map((each) => [`${each.in} ${each.name}`, each]));
}

/** Problems may change, successful responses may not. */
function compareAnswers({ where, was, now, report, compare, before, after }) {
  for (const [status, reference] of Object.entries(was.responses).filter(([each]) => each.startsWith('2'))) {
    const answer = resolved(reference, before);
    const successor = resolved(now.responses[status], after);
    if (!successor) report(where, `does not answer ${status} any more`);
    else {
      const lost = Object.keys(answer.headers ?? {}).filter((name) => !successor.headers?.[name]);
      for (const name of lost) report(`${where} ${status}`, `the header ${name} is gone`);
      compareContent(answer, successor, `${where} ${status}`, 'answer', report, compare);
    }
  }
}

function resolved(node, document) {
  if (!node?.$ref) return node;
  const [, , section, name] = node.$ref.split('/');
  return document.components[section][name];
}

function compareContent(was, now, where, direction, report, compare) {
  for (const [type, { schema }] of Object.entries(was.content ?? {})) {
    const successor = now.content?.[type];
    if (!successor) report(where, `${type} is gone`);
    else compare(schema, successor.schema, where, direction);
  }
}
