// What a run of schemathesis found, from its report: one event of JSON a line.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** The requests that were sent, by operation and status, and each check that failed, with the answer that it failed for. */
export async function readReport(file) {
  const report = { calls: 0, operations: new Set(), statuses: {}, findings: [], total: 0 };
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const event = JSON.parse(line);
    report.total = event.LoadingFinished?.statistic.operations.total ?? report.total;
    const recorder = event.ScenarioFinished?.recorder;
    if (recorder) addScenario(report, recorder);
  }
  return report;
}

/** Of two runs one report. */
export function together(one, other) {
  const statuses = { ...one.statuses };
  for (const [status, count] of Object.entries(other.statuses)) statuses[status] = (statuses[status] ?? 0) + count;
  return {
    calls: one.calls + other.calls,
    operations: new Set([...one.operations, ...other.operations]),
    statuses,
    findings: [...one.findings, ...other.findings],
    total: one.total + other.total,
  };
}

function addScenario(report, { label, cases = {}, interactions = {}, checks = {} }) {
  if (label.includes(' /')) report.operations.add(label);
  for (const { response } of Object.values(interactions)) {
    const status = response?.status_code ?? 'none';
    report.calls += 1;
    report.statuses[status] = (report.statuses[status] ?? 0) + 1;
  }
  for (const [id, outcomes] of Object.entries(checks))
    for (const { name, failure_info: info } of outcomes)
      if (info) report.findings.push(finding(name, info, cases[id], interactions[id]));
}

const operationOf = ({ value: { method, path } }) => `${method} ${path}`;

function finding(check, { failure }, sent, { request, response } = {}) {
  const answer = text(response?.content);
  return {
    check,
    operation: sent ? operationOf(sent) : failure.operation,
    message: `${failure.title}: ${failure.message}`,
    codes: codesOf(answer),
    request: `${request?.method} ${request?.uri} ${JSON.stringify(request?.headers)} ${text(request?.body)}`,
    answer: `${response?.status_code ?? 'no answer'} ${answer}`,
  };
}

const text = (content) => Buffer.from(content?.$base64 ?? '', 'base64').toString('utf8');

/** The codes that tell most: of the fields where those are wrong, else of the problem. */
function codesOf(answer) {
  try {
    const { code, errors = [], items = [] } = JSON.parse(answer);
    // of the refused items of a bulk, each of which has a problem of its own
    const ofItems = items.flatMap(({ problem }) => (problem ? (problem.errors ?? [problem]) : []));
    const codes = [...errors, ...ofItems].map((error) => error.code);
    return codes.length > 0 ? codes : code === undefined ? [] : [code];
  } catch {
    return [];
  }
}
