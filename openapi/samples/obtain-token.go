// Signs in and tells until when the token is valid.
//
// Set VMS_URL (https://vms.example.org), VMS_LOGIN, VMS_PASSWORD:
//
//	go run obtain-token.go
//
// The server's own certificate: SSL_CERT_FILE=ca.pem go run …
// (on Linux; elsewhere add it to the system's).
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
)

func main() {
	log.SetFlags(0)
	credentials, err := json.Marshal(map[string]string{
		"login":    os.Getenv("VMS_LOGIN"),
		"password": os.Getenv("VMS_PASSWORD"),
	})
	if err != nil {
		log.Fatal(err)
	}
	url := os.Getenv("VMS_URL") + "/api/admin/v1/auth/token"
	request, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(credentials))
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")

	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer answer.Body.Close()
	body := json.NewDecoder(answer.Body)

	switch answer.StatusCode {
	case http.StatusOK:
		var token struct {
			// Send it as `Authorization: Bearer …`.
			AccessToken string `json:"access_token"`
			ExpiresAt   string `json:"expires_at"`
		}
		if err := body.Decode(&token); err != nil {
			log.Fatal(err)
		}
		fmt.Println("valid until", token.ExpiresAt)
	case http.StatusUnprocessableEntity:
		var failure struct {
			Errors map[string][]string `json:"errors"`
		}
		if err := body.Decode(&failure); err != nil {
			log.Fatal(err)
		}
		for field, reasons := range failure.Errors {
			log.Printf("%s: %s", field, strings.Join(reasons, ", "))
		}
		os.Exit(1)
	default:
		log.Fatalf("unexpected answer: %d", answer.StatusCode)
	}
}
