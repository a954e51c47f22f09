// Signs in through the client that oapi-codegen made of the document.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"

	"sign-in/client"
)

func main() {
	ctx := context.Background()
	accept := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Accept", "application/json")
		return nil
	}
	api, err := client.NewClientWithResponses(os.Getenv("VMS_URL"), client.WithRequestEditorFn(accept))
	if err != nil {
		log.Fatal(err)
	}
	request := client.TokenRequest{Login: os.Getenv("VMS_LOGIN"), Password: os.Getenv("VMS_PASSWORD")}

	answer, err := api.ObtainTokenWithResponse(ctx, request)
	if err != nil || answer.JSON200 == nil {
		log.Fatal("signing in failed: ", err, answer)
	}
	user := answer.JSON200.User
	var name string = user.Name
	var permission string = user.Permissions[0].DisplayName
	var nothing *string = user.ExpiredAt
	var isHouse client.CameraGroupIsHouse = user.AdminCameraGroups[0].IsHouse
	var date string = user.CreatedAt
	expect(name == "Name", name)
	expect(permission == "Updating a video Stream", permission)
	expect(nothing == nil, nothing)
	expect(isHouse == client.No, isHouse)
	expect(int(isHouse) == 0, isHouse)
	expect(date == "2022-03-24 11:26:58", date)

	request.Password = "wrong"
	refused, err := api.ObtainTokenWithResponse(ctx, request)
	if err != nil || refused.JSON422 == nil {
		log.Fatal("expected a refusal: ", err, refused)
	}
	var reasons []string = refused.JSON422.Errors["login"]
	expect(len(reasons) > 0, refused.JSON422)
	fmt.Println("signed in as", name)
}

func expect(truth bool, found any) {
	if !truth {
		log.Fatalf("found %v", found)
	}
}
