import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Members } from './body-examples.js';

interface Media {
  readonly example?: Members;
  readonly examples?: Readonly<Record<string, { readonly value: Members }>>;
}

interface Operation {
  readonly operationId?: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
}

/** Members of examples that only this installation knows, such as the passwords of its demo. The committed document has others. */
@Injectable()
export class ExampleSecrets {
  private readonly known = new Map<string, Members>();

  /** @param members of the body of that operation, in each of its examples */
  know(operationId: string, members: Members): void {
    this.known.set(operationId, members);
  }

  /** Differs whenever `within` would. */
  get revision(): number {
    return this.known.size;
  }

  within(document: OpenAPIObject): OpenAPIObject {
    const paths = mapped(document.paths as Record<string, Record<string, Operation>>, (item) =>
      mapped(item, (operation) => this.told(operation)),
    );
    return { ...document, paths: paths };
  }

  private told(operation: Operation): Operation {
    const { requestBody } = operation;
    const members = this.known.get(operation.operationId ?? '');
    if (!members || !requestBody) return operation;
    const content = mapped(requestBody.content, ({ example, examples, ...media }) => ({
      ...media,
      ...(example && { example: { ...example, ...members } }),
      ...(examples && { examples: mapped(examples, (each) => ({ ...each, value: { ...each.value, ...members } })) }),
    }));
    return { ...operation, requestBody: { ...requestBody, content } };
  }
}

function mapped<T, R>(members: Readonly<Record<string, T>>, map: (member: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, map(member)]));
}
