/** @param count goes on from year to year, so that it names the work order without the year as well */
export function workOrderNumber(year: number, count: string): string {
  return `WO-${year}-${count}`;
}

const typed = /^(?:wo[- ]?)?(\d{4}-\d{1,19})$/i;

/** The number that people mean by `wo-2026-17` or `2026-17`; undefined for other text. */
export function typedNumber(text: string): string | undefined {
  const yearAndCount = typed.exec(text.trim())?.[1];
  return yearAndCount && `WO-${yearAndCount}`;
}
