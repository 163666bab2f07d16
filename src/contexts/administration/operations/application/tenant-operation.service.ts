import { Injectable } from '@nestjs/common';
import { ManagedTenantsFacade } from '#contexts/tenancy';
import type { ListRequest, Page } from '#libs/database';
import { OperationsService, type OperationView } from '#libs/operations';

/** An operation without what it came to, which is for the people of the tenant. */
export type TenantOperationView = Omit<OperationView, 'result'>;

/** The long operations of one tenant, for operators. */
@Injectable()
export class TenantOperationService {
  constructor(
    private readonly tenants: ManagedTenantsFacade,
    private readonly operations: OperationsService,
  ) {}

  list(tenantId: string, request: ListRequest): Promise<Page<TenantOperationView>> {
    return this.tenants.lookInto(tenantId, { resourceType: 'operation' }, async () => {
      const page = await this.operations.list(request);
      return { ...page, data: page.data.map(withoutResult) };
    });
  }

  get(tenantId: string, id: string): Promise<TenantOperationView> {
    return this.tenants.lookInto(tenantId, { resourceType: 'operation', resourceId: id }, async () =>
      withoutResult(await this.operations.get(id)),
    );
  }
}

function withoutResult({ result: _, ...view }: OperationView): TenantOperationView {
  return view;
}
