import { ApiTags } from '@nestjs/swagger';

const descriptions = new Map<string, string>();

/** The tag of a controller in the document, with its description. */
export function ApiSection(name: string, description: string): ClassDecorator {
  descriptions.set(name, description);
  return ApiTags(name);
}

export function sectionDescription(name: string): string {
  return descriptions.get(name) ?? name;
}
