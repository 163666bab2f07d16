/**
 * Findings that no exception explains, and exceptions that explain none. One holds for a check and an answer:
 * each code that the answer names has to be listed for that check, at that operation where the exception names some.
 */
export function judge(findings, exceptions) {
  const used = new Set();
  const unexpected = findings.filter(({ check, operation, message, codes }) => {
    const explained = codes.map((code) =>
      exceptions.find(
        (exception) =>
          exception.check === check &&
          isOf(exception.code, code) &&
          (exception.operations?.includes(operation) ?? true) &&
          message.includes(exception.says ?? ''),
      ),
    );
    for (const exception of explained) if (exception) used.add(exception);
    return codes.length === 0 || explained.includes(undefined);
  });
  return { unexpected, unused: exceptions.filter((exception) => !used.has(exception)) };
}

/** `field.*` stands for all codes that begin like it. */
const isOf = (listed, code) => listed === code || (listed.endsWith('*') && code.startsWith(listed.slice(0, -1)));

/** One of each kind: the same mistake is found hundreds of times. */
export function distinct(findings) {
  const kinds = new Map(findings.map((finding) => [kindOf(finding), finding]));
  return [...kinds.values()];
}

const kindOf = ({ check, operation, message, codes }) =>
  [check, operation, codes.join(), codes.length ? '' : message].join(' ');
