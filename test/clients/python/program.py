"""Signs in, filters, pages, creates, changes with If-Match and reads a refusal, with the client that openapi-python-client makes."""

import os

from fieldpilot import AuthenticatedClient, Client
from fieldpilot.api.equipment import create_equipment
from fieldpilot.api.facilities import list_facilities
from fieldpilot.api.sign_in import login
from fieldpilot.api.work_orders import create_work_order, list_work_orders, update_work_order
from fieldpilot.models import (
    CreateEquipment,
    CreateEquipmentCustomFields,
    CreateWorkOrder,
    Login,
    Priority,
    Problem,
    UpdateWorkOrder,
    WorkOrderPage,
    WorkOrderSort,
    WorkOrderStatus,
)

server = os.environ["BASE_URL"]

# sign in
signed_in = login.sync(
    client=Client(base_url=server),
    body=Login(tenant=os.environ["TENANT"], email=os.environ["EMAIL"], password=os.environ["PASSWORD"]),
)
assert not isinstance(signed_in, Problem), signed_in
client = AuthenticatedClient(base_url=server, token=signed_in.access_token)

# filter
states = [WorkOrderStatus.NEW, WorkOrderStatus.ASSIGNED]
open_work = list_work_orders.sync(client=client, status=states, sort=WorkOrderSort.DUE_AT_DESC)
assert isinstance(open_work, WorkOrderPage), open_work
assert open_work.data and all(order.status in states for order in open_work.data), open_work.data

# page
seen = []
page = list_work_orders.sync(client=client, limit=2)
for _ in range(2):
    seen += [order.id for order in page.data]
    page = list_work_orders.sync(client=client, limit=2, cursor=page.next_cursor)
seen += [order.id for order in page.data]
assert len(set(seen)) == 6, seen

# create
facility = list_facilities.sync(client=client).data[0]
fields = CreateEquipmentCustomFields.from_dict({"maker": "Otis", "doors": 2.5, "glass": True})
machine = create_equipment.sync(
    client=client,
    body=CreateEquipment(
        facility_id=facility.id, equipment_number=os.environ["NUMBER"], name="Lift", custom_fields=fields
    ),
)
assert machine.custom_fields.to_dict() == {"maker": "Otis", "doors": 2.5, "glass": True}, machine
order = create_work_order.sync(
    client=client,
    idempotency_key=f"program-{os.environ['NUMBER']}",
    body=CreateWorkOrder(
        title="Oil the door",
        equipment_id=machine.id,
        priority=Priority.HIGH,
        estimated_hours=1.5,
        description="It squeaks.",
    ),
)
assert (order.priority, order.version, order.estimated_hours) == (Priority.HIGH, 1, 1.5), order

# change with If-Match; None clears, what is not named stays
tag = f'"{order.version}"'
body = UpdateWorkOrder(priority=Priority.CRITICAL, description=None)
changed = update_work_order.sync(order.id, client=client, if_match=tag, body=body)
assert (changed.priority, changed.version, changed.description) == (Priority.CRITICAL, 2, None), changed
assert changed.title == "Oil the door", changed

# read refusals
late = update_work_order.sync(order.id, client=client, if_match=tag, body=body)
assert isinstance(late, Problem) and (late.status, late.code) == (412, "resource.stale"), late
wrong = create_work_order.sync(client=client, body=CreateWorkOrder(title="", equipment_id=machine.id))
assert isinstance(wrong, Problem) and wrong.status == 422 and wrong.errors[0].pointer == "/title", wrong

print("python: all as expected")
