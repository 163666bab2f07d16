import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { registerDecorator, type ValidationArguments } from 'class-validator';
import type { FieldError } from '#libs/kernel';
import { collectFaults, type ValueKind } from './value-kind.js';

export interface FieldOptions {
  readonly description: string;
  readonly example?: unknown;
  /** May be absent. In a PATCH body every field may: an absent one keeps its value. */
  readonly optional?: boolean;
  /** May be null. In a PATCH body null clears; a field that is not nullable refuses it. */
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly deprecated?: boolean;
}

/** How a field is validated. It is stored in class-validator's metadata, from which PartialType and the like copy it. */
export class FieldRule {
  readonly optional: boolean;
  readonly nullable: boolean;
  readonly default: unknown;

  constructor(
    readonly kind: ValueKind,
    options: FieldOptions,
  ) {
    this.optional = options.optional === true || options.default !== undefined;
    this.nullable = options.nullable === true;
    this.default = options.default;
  }

  accepts(value: unknown): boolean {
    if (value === undefined) return this.optional;
    if (value === null) return this.nullable;
    return this.faultsOf(value).length === 0;
  }

  faultsOf(value: unknown): readonly FieldError[] {
    return collectFaults((faults) => this.kind.read(value, '', faults)).faults;
  }
}

/** Makes class-validator's own `validate(dto)` apply the same rules as the pipe. */
const constraint = {
  validate: (value: unknown, args?: ValidationArguments) => ruleOf(args).accepts(value),
  defaultMessage: (args?: ValidationArguments) => {
    const [first] = ruleOf(args).faultsOf(args?.value);
    return `${args?.property ?? 'value'} ${first?.detail ?? 'is required'}`;
  },
};

function ruleOf(args: ValidationArguments | undefined): FieldRule {
  return args?.constraints[0] as FieldRule;
}

/** A property decorator for one kind of value, which derives validation and documentation from the same options. */
export function field(kind: ValueKind, options: FieldOptions): PropertyDecorator {
  const rule = new FieldRule(kind, options);
  const documented = ApiProperty(propertyOptions(kind, rule, options));
  return (target, key) => {
    documented(target, key);
    registerDecorator({
      name: 'field',
      target: target.constructor,
      propertyName: key as string,
      constraints: [rule],
      validator: constraint,
    });
  };
}

function propertyOptions(kind: ValueKind, rule: FieldRule, options: FieldOptions): ApiPropertyOptions {
  const { description, example, deprecated } = options;
  return {
    ...kind.schema,
    description,
    required: !rule.optional,
    ...(rule.nullable && { nullable: true }),
    ...(example !== undefined && { example }),
    ...(rule.default !== undefined && { default: rule.default }),
    ...(deprecated && { deprecated }),
  } as ApiPropertyOptions;
}
