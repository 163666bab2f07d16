import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { createTestApp, type TestApp } from '#libs/testing';
import { isPermission, operatorPermissions } from '../../../src/contexts/permissions.js';

let testApp: TestApp;

beforeAll(async () => (testApp = await createTestApp()));

/** `Controller.handler` and the permission it names, of every route that names one. */
function namedPermissions(): [string, string][] {
  const scanner = new MetadataScanner();
  const controllers = [...testApp.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const prototype = (metatype as unknown as { prototype: Record<string, object> }).prototype;
    const accesses = scanner.getAllMethodNames(prototype).map((name): [string, { permission?: string } | undefined] => {
      const access = Reflect.getMetadata('fieldpilot:access', prototype[name]!) as { permission?: string } | undefined;
      return [`${metatype!.name}.${name}`, access ?? Reflect.getMetadata('fieldpilot:access', metatype!)];
    });
    return accesses.flatMap(([name, access]): [string, string][] =>
      access?.permission ? [[name, access.permission]] : [],
    );
  });
}

const isKnown = (name: string): boolean => isPermission(name) || Object.hasOwn(operatorPermissions, name);

describe('the catalogue', () => {
  it('knows every permission that a route demands', () => {
    const named = namedPermissions();
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(([, permission]) => !isKnown(permission))).toEqual([]);
  });
});
