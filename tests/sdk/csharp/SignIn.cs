// Signs in through the C# client that openapi-generator made of the document.

using System;
using System.Collections.Generic;
using Newtonsoft.Json;
using VmsAdmin.Api;
using VmsAdmin.Client;
using VmsAdmin.Model;

public static class SignIn
{
    public static void Main()
    {
        string login = Environment.GetEnvironmentVariable("VMS_LOGIN");
        string password = Environment.GetEnvironmentVariable("VMS_PASSWORD");
        using (var client = new System.Net.Http.HttpClient())
        {
            var api = new AuthenticationApi(client, Environment.GetEnvironmentVariable("VMS_URL"));

            Token token = api.ObtainToken(new TokenRequest(login, password));
            string name = token.User.Name;
            string permission = token.User.Permissions[0].DisplayName;
            string nothing = token.User.ExpiredAt;
            CameraGroup.IsHouseEnum isHouse = token.User.AdminCameraGroups[0].IsHouse;
            string date = token.User.CreatedAt;
            Expect(name == "Name", name);
            Expect(permission == "Updating a video Stream", permission);
            Expect(nothing == null, nothing);
            Expect((int)isHouse == 0, isHouse);
            Expect(date == "2022-03-24 11:26:58", date);

            try
            {
                api.ObtainToken(new TokenRequest(login, "wrong"));
                throw new InvalidOperationException("expected a refusal");
            }
            catch (ApiException refused)
            {
                Expect(refused.ErrorCode == 422, refused);
                var failure = JsonConvert.DeserializeObject<ValidationFailure>((string)refused.ErrorContent);
                List<string> reasons = failure.Errors["login"];
                Expect(reasons.Count > 0, reasons);
            }
            Console.WriteLine("signed in as " + name);
        }
    }

    private static void Expect(bool truth, object found)
    {
        if (!truth)
        {
            throw new InvalidOperationException("found " + found);
        }
    }
}
