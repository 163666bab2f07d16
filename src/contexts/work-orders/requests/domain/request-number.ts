export function requestNumber(year: number, count: number): string {
  return `SR-${year}-${count}`;
}
