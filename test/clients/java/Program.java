import fieldpilot.ApiClient;
import fieldpilot.ApiException;
import fieldpilot.api.EquipmentApi;
import fieldpilot.api.FacilitiesApi;
import fieldpilot.api.SignInApi;
import fieldpilot.api.WorkOrdersApi;
import fieldpilot.model.*;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Signs in, filters, pages, creates, changes with If-Match and reads a refusal, with the client that openapi-generator makes. */
public class Program {
  private final ApiClient client = new ApiClient();
  private final WorkOrdersApi workOrders = new WorkOrdersApi(client);

  public static void main(String[] arguments) throws Exception {
    Program program = new Program();
    program.signIn();
    program.filter();
    program.page();
    Equipment machine = program.createEquipment();
    program.changeAndBeRefused(program.createWorkOrder(machine), machine);
    System.out.println("java: all as expected");
  }

  private void signIn() throws ApiException {
    client.setBasePath(setting("BASE_URL"));
    Login login = new Login().tenant(setting("TENANT")).email(setting("EMAIL")).password(setting("PASSWORD"));
    client.setBearerToken(new SignInApi(client).login(login).execute().getAccessToken());
  }

  private void filter() throws ApiException {
    List<WorkOrderStatus> states = List.of(WorkOrderStatus.NEW, WorkOrderStatus.ASSIGNED);
    WorkOrderPage open = workOrders.listWorkOrders().status(states).sort(WorkOrderSort.DUE_AT_DESC).execute();
    expect(!open.getData().isEmpty(), "open work", open);
    open.getData().forEach(order -> expect(states.contains(order.getStatus()), "new or assigned", order));
  }

  private void page() throws ApiException {
    Set<UUID> seen = new HashSet<>();
    String cursor = null;
    for (int page = 0; page < 3; page++) {
      WorkOrderPage answer = workOrders.listWorkOrders().limit(2).cursor(cursor).execute();
      answer.getData().forEach(order -> seen.add(order.getId()));
      cursor = answer.getNextCursor();
    }
    expect(seen.size() == 6, "six work orders on three pages", seen);
  }

  private Equipment createEquipment() throws ApiException {
    ListedFacility facility = new FacilitiesApi(client).listFacilities().execute().getData().get(0);
    Map<String, AttributeValue> fields =
        Map.of("maker", new AttributeValue("Otis"), "doors", new AttributeValue(2.5), "glass", new AttributeValue(true));
    CreateEquipment body = new CreateEquipment()
        .facilityId(facility.getId()).equipmentNumber(setting("NUMBER")).name("Lift").customFields(fields);
    Equipment machine = new EquipmentApi(client).createEquipment(body).execute();
    expect(machine.getCustomFields().get("doors").getDouble() == 2.5, "2.5", machine);
    return machine;
  }

  private WorkOrder createWorkOrder(Equipment machine) throws ApiException {
    CreateWorkOrder body = new CreateWorkOrder()
        .title("Oil the door").equipmentId(machine.getId()).priority(Priority.HIGH).estimatedHours(1.5);
    WorkOrder order = workOrders.createWorkOrder(body).idempotencyKey("program-" + setting("NUMBER")).execute();
    expect(order.getPriority() == Priority.HIGH && order.getVersion() == 1, "priority high, version 1", order);
    return order;
  }

  private void changeAndBeRefused(WorkOrder order, Equipment machine) throws ApiException {
    String tag = "\"" + order.getVersion() + "\"";
    UpdateWorkOrder body = new UpdateWorkOrder().priority(Priority.CRITICAL);
    WorkOrder changed = workOrders.updateWorkOrder(order.getId(), tag, body).execute();
    expect(changed.getPriority() == Priority.CRITICAL && changed.getVersion() == 2, "priority critical, version 2", changed);
    expect(changed.getTitle().equals("Oil the door"), "the same title", changed);

    Problem late = refusal(() -> workOrders.updateWorkOrder(order.getId(), tag, body).execute());
    expect(late.getStatus() == 412 && late.getCode().equals("resource.stale"), "412 resource.stale", late);
    CreateWorkOrder nameless = new CreateWorkOrder().title("").equipmentId(machine.getId());
    Problem wrong = refusal(() -> workOrders.createWorkOrder(nameless).execute());
    expect(wrong.getStatus() == 422 && wrong.getErrors().get(0).getPointer().equals("/title"), "422 /title", wrong);
  }

  private interface Call {
    void run() throws ApiException;
  }

  private static Problem refusal(Call call) throws ApiException {
    try {
      call.run();
      throw new AssertionError("expected a refusal");
    } catch (ApiException refused) {
      try {
        return Problem.fromJson(refused.getResponseBody());
      } catch (java.io.IOException unreadable) {
        throw new AssertionError(unreadable);
      }
    }
  }

  private static String setting(String name) {
    return System.getenv(name);
  }

  private static void expect(boolean holds, String expected, Object got) {
    if (!holds) throw new AssertionError("expected " + expected + ", got " + got);
  }
}
