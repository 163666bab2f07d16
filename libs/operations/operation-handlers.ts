import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { operationKindOf, type OperationHandler } from './operation-handler.js';
import { definedOperations, type OperationKind } from './operation-kind.js';

export interface KnownOperation {
  readonly kind: OperationKind<object, object>;
  readonly handler: OperationHandler<object, object>;
}

/** The handlers by kind of operation, discovered among all providers at boot. */
@Injectable()
export class OperationHandlers implements OnModuleInit {
  private readonly byKind = new Map<string, KnownOperation>();

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error for kinds with two handlers, or none */
  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const kind = metatype ? operationKindOf(metatype) : undefined;
      if (!kind || !instance) continue;
      if (this.byKind.has(kind.name)) throw new Error(`Two handlers run "${kind.name}".`);
      this.byKind.set(kind.name, { kind, handler: instance as OperationHandler<object, object> });
    }
    const unhandled = definedOperations().filter(({ name }) => !this.byKind.has(name));
    if (unhandled.length > 0)
      throw new Error(`No handler for these operations: ${unhandled.map(({ name }) => name).join(', ')}.`);
  }

  get kinds(): string[] {
    return [...this.byKind.keys()];
  }

  get(kind: string): KnownOperation {
    return this.byKind.get(kind)!;
  }
}
