// Signs in through the client that ogen made of the document.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"

	"sign-in/client"
)

// acceptJSON asks for JSON, which the client doesn't.
type acceptJSON struct{}

func (acceptJSON) Do(request *http.Request) (*http.Response, error) {
	request.Header.Set("Accept", "application/json")
	return http.DefaultClient.Do(request)
}

func main() {
	ctx := context.Background()
	api, err := client.NewClient(os.Getenv("VMS_URL"), client.WithClient(acceptJSON{}))
	if err != nil {
		log.Fatal(err)
	}
	request := client.TokenRequest{Login: os.Getenv("VMS_LOGIN"), Password: os.Getenv("VMS_PASSWORD")}

	answer, err := api.ObtainToken(ctx, &request)
	if err != nil {
		log.Fatal("signing in failed: ", err)
	}
	token, ok := answer.(*client.Token)
	expect(ok, answer)
	user := token.User
	var name string = user.Name
	var permission string = user.Permissions[0].DisplayName
	var nothing client.NilString = user.ExpiredAt
	var isHouse client.CameraGroupIsHouse = user.AdminCameraGroups[0].IsHouse
	var date string = user.CreatedAt
	expect(name == "Name", name)
	expect(permission == "Updating a video Stream", permission)
	expect(nothing.Null, nothing)
	expect(isHouse == 0, isHouse)
	expect(date == "2022-03-24 11:26:58", date)

	request.Password = "wrong"
	answer, err = api.ObtainToken(ctx, &request)
	if err != nil {
		log.Fatal("expected a refusal, found ", err)
	}
	refused, ok := answer.(*client.ValidationFailure)
	expect(ok, answer)
	var reasons []string = refused.Errors["login"]
	expect(len(reasons) > 0, refused)
	fmt.Println("signed in as", name)
}

func expect(truth bool, found any) {
	if !truth {
		log.Fatalf("found %v", found)
	}
}
