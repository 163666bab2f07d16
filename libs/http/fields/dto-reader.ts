import { getMetadataStorage, validateSync } from 'class-validator';
import type { FieldError } from '#libs/kernel';
import { bodyRulesOf, type BodyRule } from './body-rules.js';
import { FieldRule } from './field.js';
import { unknownField } from './unknown-field.js';
import { fault, pointerTo } from './value-kind.js';

export type DtoClass<T extends object = object> = new () => T;

interface PlannedField {
  readonly name: string;
  readonly rule: FieldRule;
  readonly optional: boolean;
  /** Undefined where PartialType has made the field optional: in a PATCH an absent field keeps its value. */
  readonly default: unknown;
}

interface DtoPlan {
  readonly fields: ReadonlyMap<string, PlannedField>;
  /** The class also has decorators of class-validator itself, for example for a rule across fields. */
  readonly hasFurtherRules: boolean;
  /** Rules across fields. */
  readonly rules: readonly BodyRule[];
}

const plans = new WeakMap<DtoClass, DtoPlan>();

/**
 * Makes an instance of a DTO class from a plain object in one pass over the declared fields, and collects every fault. Only the metadata of
 * class-validator is used: its validator would take about 10 times as long.
 */
export function readDto<T extends object>(
  type: DtoClass<T>,
  raw: Readonly<Record<string, unknown>>,
  pointer: string,
  faults: FieldError[],
): T {
  const plan = planOf(type);
  const dto = new type() as Record<string, unknown>;
  const faultsBefore = faults.length;
  for (const key in raw) {
    if (!plan.fields.has(key))
      fault(faults, pointerTo(pointer, key), unknownField.code, 'is not a field of this request');
  }
  for (const planned of plan.fields.values()) readField(planned, raw, dto, pointer, faults);
  if (faults.length === faultsBefore) applyRules(plan.rules, dto, pointer, faults);
  if (plan.hasFurtherRules && faults.length === faultsBefore) applyFurtherRules(dto, pointer, faults);
  return dto as T;
}

function readField(
  planned: PlannedField,
  raw: Readonly<Record<string, unknown>>,
  dto: Record<string, unknown>,
  pointer: string,
  faults: FieldError[],
): void {
  const { name, rule } = planned;
  const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
  if (value === undefined) {
    if (planned.default !== undefined) dto[name] = planned.default;
    else if (!planned.optional) fault(faults, pointerTo(pointer, name), 'field.required', 'is required');
  } else if (value !== null) {
    dto[name] = rule.kind.read(value, pointerTo(pointer, name), faults);
  } else if (rule.nullable) {
    dto[name] = null;
  } else {
    fault(faults, pointerTo(pointer, name), 'field.null', 'must not be null');
  }
}

/** The fields a class declares or inherits, by name. */
export function fieldsOf(type: DtoClass): ReadonlyMap<string, Pick<PlannedField, 'rule' | 'default'>> {
  return planOf(type).fields;
}

function planOf(type: DtoClass): DtoPlan {
  let plan = plans.get(type);
  if (!plan) {
    plan = makePlan(type);
    plans.set(type, plan);
  }
  return plan;
}

function makePlan(type: DtoClass): DtoPlan {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  // @IsOptional() and @ValidateIf(), which PartialType adds to each field, have this type
  const conditional = new Set(
    metadata.filter((entry) => entry.type === 'conditionalValidation').map((entry) => entry.propertyName),
  );
  const fields = new Map<string, PlannedField>();
  let hasFurtherRules = false;
  for (const { propertyName: name, constraints, type: kind } of metadata) {
    const rule: unknown = constraints?.[0];
    if (rule instanceof FieldRule) fields.set(name, plannedField(name, rule, conditional.has(name)));
    else hasFurtherRules ||= kind !== 'conditionalValidation';
  }
  return { fields, hasFurtherRules, rules: bodyRulesOf(type) };
}

function plannedField(name: string, rule: FieldRule, isConditional: boolean): PlannedField {
  return { name, rule, optional: rule.optional || isConditional, default: isConditional ? undefined : rule.default };
}

/** Applied only where the single fields are valid. */
function applyRules(
  rules: readonly BodyRule[],
  dto: Record<string, unknown>,
  pointer: string,
  faults: FieldError[],
): void {
  for (const { pointer: at, code, detail } of rules.flatMap((rule) => rule.faultsOf(dto)))
    fault(faults, `${pointer}${at}`, code, detail);
}

function applyFurtherRules(dto: object, pointer: string, faults: FieldError[]): void {
  for (const error of validateSync(dto, {
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  })) {
    for (const message of Object.values(error.constraints ?? {}))
      fault(faults, pointerTo(pointer, error.property), 'field.invalid', message);
  }
}
