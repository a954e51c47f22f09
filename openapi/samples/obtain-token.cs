// Signs in and tells until when the token is valid.
// It needs Newtonsoft.Json, and .NET or Mono.
//
// Set VMS_URL (https://vms.example.org), VMS_LOGIN, VMS_PASSWORD:
//   mcs -r:System.Net.Http -r:Newtonsoft.Json.dll obtain-token.cs
//   mono obtain-token.exe
//
// The server's own certificate: SSL_CERT_FILE=ca.pem dotnet …,
// or for Mono once: cert-sync --user ca.pem

using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json;

public static class ObtainToken
{
    private class Token
    {
        // Send it as `Authorization: Bearer …`.
        [JsonProperty("access_token")]
        public string AccessToken { get; set; }

        [JsonProperty("expires_at")]
        public string ExpiresAt { get; set; }
    }

    private class ValidationFailure
    {
        [JsonProperty("errors")]
        public Dictionary<string, List<string>> Errors { get; set; }
    }

    public static int Main()
    {
        return SignIn().GetAwaiter().GetResult();
    }

    private static async Task<int> SignIn()
    {
        string credentials = JsonConvert.SerializeObject(new
        {
            login = Environment.GetEnvironmentVariable("VMS_LOGIN"),
            password = Environment.GetEnvironmentVariable("VMS_PASSWORD"),
        });
        using (var client = new HttpClient())
        {
            const string json = "application/json";
            var accept = new MediaTypeWithQualityHeaderValue(json);
            client.DefaultRequestHeaders.Accept.Add(accept);
            var url = Environment.GetEnvironmentVariable("VMS_URL")
                + "/api/admin/v1/auth/token";
            var content = new StringContent(credentials, Encoding.UTF8, json);
            var answer = await client.PostAsync(url, content);
            string body = await answer.Content.ReadAsStringAsync();

            switch ((int)answer.StatusCode)
            {
                case 200:
                    var token = JsonConvert.DeserializeObject<Token>(body);
                    Console.WriteLine("valid until " + token.ExpiresAt);
                    return 0;
                case 422:
                    var failure = JsonConvert.DeserializeObject<ValidationFailure>(body);
                    foreach (var field in failure.Errors)
                    {
                        var reasons = string.Join(", ", field.Value);
                        Console.Error.WriteLine(field.Key + ": " + reasons);
                    }
                    return 1;
                default:
                    Console.Error.WriteLine("unexpected answer: " + answer.StatusCode);
                    return 1;
            }
        }
    }
}
