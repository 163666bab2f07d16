export function allowedChange(allowed: string, change: string): boolean;
