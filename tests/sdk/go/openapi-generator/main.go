// Signs in through the Go client that openapi-generator made of the document.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"

	"sign-in/client"
)

func main() {
	ctx := context.Background()
	configuration := client.NewConfiguration()
	configuration.Servers = client.ServerConfigurations{{URL: os.Getenv("VMS_URL")}}
	api := client.NewAPIClient(configuration).AuthenticationAPI
	request := client.NewTokenRequest(os.Getenv("VMS_LOGIN"), os.Getenv("VMS_PASSWORD"))

	token, _, err := api.ObtainToken(ctx).TokenRequest(*request).Execute()
	if err != nil {
		log.Fatal("signing in failed: ", err)
	}
	user := token.User
	var name string = user.Name
	var permission string = user.Permissions[0].DisplayName
	var nothing *string = user.ExpiredAt.Get()
	var isHouse int32 = user.AdminCameraGroups[0].IsHouse
	var date string = user.CreatedAt
	expect(name == "Name", name)
	expect(permission == "Updating a video Stream", permission)
	expect(nothing == nil, nothing)
	expect(isHouse == 0, isHouse)
	expect(date == "2022-03-24 11:26:58", date)

	request.SetPassword("wrong")
	_, answer, err := api.ObtainToken(ctx).TokenRequest(*request).Execute()
	expect(answer.StatusCode == http.StatusUnprocessableEntity, answer)
	var refused *client.GenericOpenAPIError
	expect(errors.As(err, &refused), err)
	failure, ok := refused.Model().(client.ValidationFailure)
	expect(ok, refused)
	var reasons []string = failure.Errors["login"]
	expect(len(reasons) > 0, failure)
	fmt.Println("signed in as", name)
}

func expect(truth bool, found any) {
	if !truth {
		log.Fatalf("found %v", found)
	}
}
