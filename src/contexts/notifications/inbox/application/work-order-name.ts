/** How people are told of a work order: by number and title. */
export function workOrderName({ workOrderNumber, title }: { workOrderNumber?: string; title: string }): string {
  return workOrderNumber === undefined ? title : `${workOrderNumber} ${title}`;
}
