// Signs in and tells until when the token is valid.
// It needs Java 17 and, in lib/, Jackson.
//
// Set VMS_URL (https://vms.example.org), VMS_LOGIN, VMS_PASSWORD:
//   java -cp 'lib/*' obtain-token.java
//
// The server's own certificate:
//   keytool -importcert -file ca.pem -keystore trust.p12
//   java -Djavax.net.ssl.trustStore=trust.p12 …

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

class ObtainToken {
    public static void main(String[] arguments) throws Exception {
        ObjectMapper json = new ObjectMapper();
        String credentials = json.writeValueAsString(Map.of(
                "login", System.getenv("VMS_LOGIN"),
                "password", System.getenv("VMS_PASSWORD")));
        String url = System.getenv("VMS_URL") + "/api/admin/v1/auth/token";
        HttpRequest request = HttpRequest.newBuilder()
                .uri(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(credentials))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString());

        switch (answer.statusCode()) {
            case 200 -> {
                // Send "access_token" as `Authorization: Bearer …`.
                JsonNode token = json.readTree(answer.body());
                String end = token.get("expires_at").asText();
                System.out.println("valid until " + end);
            }
            case 422 -> {
                JsonNode errors = json.readTree(answer.body()).get("errors");
                errors.properties().forEach(field -> {
                    for (JsonNode reason : field.getValue()) {
                        System.err.println(field.getKey() + ": " + reason.asText());
                    }
                });
                System.exit(1);
            }
            default -> {
                System.err.println("unexpected answer: " + answer.statusCode());
                System.exit(1);
            }
        }
    }
}
