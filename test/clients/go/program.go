// Signs in, filters, pages, creates, changes with If-Match and reads a refusal, with the client that oapi-codegen makes.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"example/fieldpilot"

	"github.com/oapi-codegen/nullable"
	"github.com/oapi-codegen/runtime/types"
)

func main() {
	ctx := context.Background()
	client := signIn(ctx)
	filter(ctx, client)
	page(ctx, client)
	machine := createEquipment(ctx, client)
	order := createWorkOrder(ctx, client, machine)
	changeAndBeRefused(ctx, client, order)
	fmt.Println("go: all as expected")
}

func signIn(ctx context.Context) *fieldpilot.ClientWithResponses {
	server := os.Getenv("BASE_URL")
	anonymous, err := fieldpilot.NewClientWithResponses(server)
	must(err)
	tenant, password := os.Getenv("TENANT"), os.Getenv("PASSWORD")
	login := fieldpilot.Login{Email: types.Email(os.Getenv("EMAIL")), Password: &password, Tenant: &tenant}
	answer, err := anonymous.LoginWithResponse(ctx, nil, login)
	must(err)
	expect(answer.JSON200 != nil, "signed in", answer.Status())
	token := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+answer.JSON200.AccessToken)
		return nil
	}
	client, err := fieldpilot.NewClientWithResponses(server, fieldpilot.WithRequestEditorFn(token))
	must(err)
	return client
}

func filter(ctx context.Context, client *fieldpilot.ClientWithResponses) {
	states := []fieldpilot.WorkOrderStatus{fieldpilot.WorkOrderStatusNew, fieldpilot.WorkOrderStatusAssigned}
	sort := fieldpilot.WorkOrderSortDUEATDESC
	answer, err := client.ListWorkOrdersWithResponse(ctx, &fieldpilot.ListWorkOrdersParams{Status: &states, Sort: &sort})
	must(err)
	expect(answer.JSON200 != nil, "a list", answer.Status())
	expect(len(answer.JSON200.Data) > 0, "open work", 0)
	for _, order := range answer.JSON200.Data {
		expect(order.Status == states[0] || order.Status == states[1], "new or assigned", order.Status)
	}
}

func page(ctx context.Context, client *fieldpilot.ClientWithResponses) {
	limit := int32(2)
	seen := map[string]bool{}
	var cursor *string
	for range 3 {
		answer, err := client.ListWorkOrdersWithResponse(ctx, &fieldpilot.ListWorkOrdersParams{Limit: &limit, Cursor: cursor})
		must(err)
		for _, order := range answer.JSON200.Data {
			seen[order.Id.String()] = true
		}
		next, err := answer.JSON200.NextCursor.Get()
		must(err)
		cursor = &next
	}
	expect(len(seen) == 6, "six work orders on three pages", len(seen))
}

func createEquipment(ctx context.Context, client *fieldpilot.ClientWithResponses) *fieldpilot.Equipment {
	facilities, err := client.ListFacilitiesWithResponse(ctx, nil)
	must(err)
	fields := map[string]fieldpilot.AttributeValue{"maker": {}, "doors": {}, "glass": {}}
	text, number, truth := fields["maker"], fields["doors"], fields["glass"]
	must(text.FromAttributeValue0("Otis"))
	must(number.FromAttributeValue1(2.5))
	must(truth.FromAttributeValue2(true))
	fields["maker"], fields["doors"], fields["glass"] = text, number, truth
	body := fieldpilot.CreateEquipment{
		FacilityId: facilities.JSON200.Data[0].Id, EquipmentNumber: os.Getenv("NUMBER"), Name: "Lift", CustomFields: &fields,
	}
	answer, err := client.CreateEquipmentWithResponse(ctx, nil, body)
	must(err)
	expect(answer.JSON201 != nil, "a machine", string(answer.Body))
	doors := answer.JSON201.CustomFields["doors"]
	value, err := doors.AsAttributeValue1()
	must(err)
	expect(value == 2.5, "2.5", value)
	return answer.JSON201
}

func createWorkOrder(ctx context.Context, client *fieldpilot.ClientWithResponses, machine *fieldpilot.Equipment) *fieldpilot.WorkOrder {
	high := fieldpilot.PriorityHigh
	key := "program-" + os.Getenv("NUMBER")
	body := fieldpilot.CreateWorkOrder{
		Title: "Oil the door", EquipmentId: nullable.NewNullableWithValue(machine.Id), Priority: &high,
		EstimatedHours: nullable.NewNullableWithValue(1.5), Description: nullable.NewNullableWithValue("It squeaks."),
	}
	answer, err := client.CreateWorkOrderWithResponse(ctx, &fieldpilot.CreateWorkOrderParams{IdempotencyKey: &key}, body)
	must(err)
	expect(answer.JSON201 != nil, "a work order", string(answer.Body))
	expect(answer.JSON201.Priority == high && answer.JSON201.Version == 1, "priority high, version 1", answer.JSON201)
	return answer.JSON201
}

func changeAndBeRefused(ctx context.Context, client *fieldpilot.ClientWithResponses, order *fieldpilot.WorkOrder) {
	critical := fieldpilot.PriorityCritical
	seen := &fieldpilot.UpdateWorkOrderParams{IfMatch: fmt.Sprintf(`"%d"`, order.Version)}
	body := fieldpilot.UpdateWorkOrder{Priority: &critical, Description: nullable.NewNullNullable[string]()}
	changed, err := client.UpdateWorkOrderWithResponse(ctx, order.Id, seen, body)
	must(err)
	expect(changed.JSON200 != nil, "a change", string(changed.Body))
	expect(changed.JSON200.Priority == critical && changed.JSON200.Version == 2, "priority critical, version 2", changed.JSON200)
	expect(changed.JSON200.Description.IsNull(), "no description any more", changed.JSON200.Description)

	late, err := client.UpdateWorkOrderWithResponse(ctx, order.Id, seen, body)
	must(err)
	expect(late.ApplicationproblemJSON412 != nil, "412", late.Status())
	expect(late.ApplicationproblemJSON412.Code == "resource.stale", "resource.stale", late.ApplicationproblemJSON412.Code)

	wrong, err := client.CreateWorkOrderWithResponse(ctx, nil, fieldpilot.CreateWorkOrder{EquipmentId: nullable.NewNullableWithValue(order.Id)})
	must(err)
	expect(wrong.ApplicationproblemJSON422 != nil && wrong.ApplicationproblemJSON422.Errors != nil, "422 with errors", string(wrong.Body))
	pointer := (*wrong.ApplicationproblemJSON422.Errors)[0].Pointer
	expect(pointer == "/title", "/title", pointer)
}

func expect(holds bool, expected string, got any) {
	if !holds {
		fmt.Fprintf(os.Stderr, "expected %s, got %v\n", expected, got)
		os.Exit(1)
	}
}

func must(err error) {
	expect(err == nil, "no error", err)
}
