import { assertValidParent } from '../../equipment/domain/equipment-parent.js';
import type { EquipmentStatus } from '../../equipment/domain/equipment-status.js';

export interface FamilyMember {
  readonly id: string;
  readonly parentId: string | null;
  readonly facilityId: string;
  readonly status: EquipmentStatus;
}

/** Machines with all that they are part of and all that is part of them, while links between them change. */
export class Families {
  private readonly members: ReadonlyMap<string, FamilyMember>;
  private readonly parents: Map<string, string | null>;
  private readonly children = new Map<string, Set<string>>();

  constructor(members: readonly FamilyMember[]) {
    this.members = new Map(members.map((member) => [member.id, member]));
    this.parents = new Map(members.map(({ id, parentId }) => [id, parentId]));
    for (const { id, parentId } of members) if (parentId !== null) this.childrenOf(parentId).add(id);
  }

  parentOf(id: string): string | null {
    return this.parents.get(id) ?? null;
  }

  /** @throws DomainError where the machine cannot become part of that one */
  move(id: string, parentId: string | null): void {
    if (parentId !== null) assertValidParent(this.members.get(id)!.facilityId, this.known(id, parentId));
    const before = this.parentOf(id);
    if (before !== null) this.childrenOf(before).delete(id);
    if (parentId !== null) this.childrenOf(parentId).add(id);
    this.parents.set(id, parentId);
  }

  private known(id: string, parentId: string) {
    const { facilityId, status: ofParent } = this.members.get(parentId)!;
    // what is decommissioned stays part of what is decommissioned
    const status = this.members.get(id)!.status === 'decommissioned' ? 'operational' : ofParent;
    const above = this.upwards(parentId);
    return {
      ...{ facilityId, status, levelsAbove: above.length },
      ...{ levelsBelow: this.levelsBelow(id), isBelow: above.includes(id) },
    };
  }

  private upwards(from: string): string[] {
    const path: string[] = [];
    for (let id: string | null = from; id !== null; id = this.parentOf(id)) path.push(id);
    return path;
  }

  private levelsBelow(id: string): number {
    let level: string[] = [id];
    let levels = 0;
    for (; level.length > 0; levels += 1) level = level.flatMap((each) => [...(this.children.get(each) ?? [])]);
    return levels;
  }

  private childrenOf(id: string): Set<string> {
    const found = this.children.get(id) ?? new Set<string>();
    this.children.set(id, found);
    return found;
  }
}
