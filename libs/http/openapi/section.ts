import { ApiTags } from '@nestjs/swagger';

const descriptions = new Map<string, string>();

/** The chapter of the documentation a controller belongs to, and what it says of it. */
export function ApiSection(name: string, description: string): ClassDecorator {
  descriptions.set(name, description);
  return ApiTags(name);
}

export function sectionDescription(name: string): string {
  return descriptions.get(name) ?? name;
}
